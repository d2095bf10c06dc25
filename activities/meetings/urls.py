from django.urls import path

from activities.meetings import views
from portal.pages.routes import child_set, noun_set

urlpatterns = [
    *noun_set("meetings", views.MeetingPages, listing=views.MeetingList, detail=views.MeetingDetail),
    *child_set(
        "meetings",
        views.MeetingPages,
        "resolutions",
        views.ResolutionPages,
        add=views.ResolutionCreate,
        edit=views.ResolutionEdit,
    ),
    path("meetings/resolutions/<int:pk>/finish/", views.resolution_finish, name="resolution-finish"),
    path("meetings/resolutions/<int:pk>/reopen/", views.resolution_reopen, name="resolution-reopen"),
]
