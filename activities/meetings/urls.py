from django.urls import path

from activities.meetings import views
from portal.pages.routes import child_set, page_set

urlpatterns = [
    *page_set(
        "meetings",
        "meeting",
        views.MeetingList,
        views.MeetingCreate,
        views.MeetingDetail,
        views.MeetingEdit,
        views.MeetingDelete,
    ),
    *child_set(
        "meetings",
        "meeting",
        "resolutions",
        "resolution",
        views.ResolutionList,
        views.ResolutionAdd,
        views.ResolutionEdit,
        views.ResolutionDelete,
    ),
    path("meetings/resolutions/<int:pk>/finish/", views.resolution_finish, name="resolution-finish"),
    path("meetings/resolutions/<int:pk>/reopen/", views.resolution_reopen, name="resolution-reopen"),
]
