from activities.trainings import views
from portal.pages.routes import page_set

urlpatterns = page_set(
    "trainings",
    "training",
    views.TrainingList,
    views.TrainingCreate,
    views.TrainingDetail,
    views.TrainingEdit,
    views.TrainingDelete,
)
