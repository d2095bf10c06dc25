from activities.surveys import views
from portal.pages.routes import page_set

urlpatterns = page_set(
    "surveys",
    "survey",
    views.SurveyList,
    views.SurveyCreate,
    views.SurveyDetail,
    views.SurveyEdit,
    views.SurveyDelete,
)
