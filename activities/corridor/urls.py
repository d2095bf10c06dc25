from activities.corridor import views
from portal.pages.routes import child_set, page_set

urlpatterns = [
    *page_set(
        "corridor",
        "board",
        views.BoardList,
        views.BoardCreate,
        views.BoardDetail,
        views.BoardEdit,
        views.BoardDelete,
    ),
    *child_set(
        "corridor",
        "board",
        "editions",
        "edition",
        views.EditionList,
        views.EditionAdd,
        views.EditionEdit,
        views.EditionDelete,
    ),
]
