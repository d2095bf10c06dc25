from activities.surveys.views import SurveyPages
from portal.pages.routes import noun_set

urlpatterns = noun_set("surveys", SurveyPages)
