from activities.meetings import views
from activities.meetings.steps import RESOLUTION
from portal.pages.routes import child_set, noun_set
from portal.pages.steps import step_routes

urlpatterns = [
    *noun_set("meetings", views.MeetingPages, listing=views.MeetingList, detail=views.MeetingDetail),
    *child_set("meetings", views.MeetingPages, "resolutions", views.ResolutionPages),
    *step_routes(RESOLUTION, "meetings/resolutions", related=("meeting",)),
]
