from activities.trainings.views import TrainingPages
from portal.pages.routes import noun_set

urlpatterns = noun_set("trainings", TrainingPages)
