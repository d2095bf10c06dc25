from django.urls import path

from activities.events import calendar, participations, parts, verbs, views
from activities.events.steps import EVENT
from activities.events.task_steps import TASK
from portal.pages.routes import change_set, page_set
from portal.pages.steps import step_routes

urlpatterns = [
    path("events/participations/", participations.ParticipationList.as_view(), name="participation-list"),
    *page_set(
        "events",
        "event",
        views.EventList,
        views.EventCreate,
        views.EventDetail,
        views.EventEdit,
        views.EventDelete,
    ),
    path("events/<int:pk>/ics/", views.event_ics, name="event-ics"),
    *step_routes(EVENT, "events", pages=verbs.PAGES, related=("community", "responsible")),
    path("events/<int:pk>/copy/", verbs.event_copy, name="event-copy"),
    path("events/<int:pk>/invite/", participations.event_invite, name="event-invite"),
    path("events/<int:pk>/participations/", participations.event_participations, name="event-participations"),
    path("events/<int:pk>/tasks/add/", parts.TaskCreate.as_view(), name="event-task-add"),
    path("events/<int:pk>/appearances/add/", parts.AppearanceCreate.as_view(), name="event-appearance-add"),
    *change_set("tasks", "task", parts.TaskEdit, parts.TaskDelete),
    *step_routes(TASK, "tasks", related=("event",)),
    *change_set("appearances", "appearance", parts.AppearanceEdit, parts.AppearanceDelete),
    path("participations/<int:pk>/reply/", participations.participation_reply, name="participation-reply"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/events.json", calendar.calendar_feed, name="calendar-feed"),
]
