from activities.corridor import views
from portal.pages.routes import child_set, noun_set

urlpatterns = [
    *noun_set("corridor", views.BoardPages, listing=views.BoardList, detail=views.BoardDetail),
    *child_set("corridor", views.BoardPages, "editions", views.EditionPages),
]
