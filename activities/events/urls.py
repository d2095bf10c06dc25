from django.urls import path

from activities.events import calendar, participations, parts, verbs, views
from portal.pages.routes import change_set, page_set

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
    path("events/<int:pk>/publish/", verbs.event_publish, name="event-publish"),
    path("events/<int:pk>/hold/", verbs.event_hold, name="event-hold"),
    path("events/<int:pk>/postpone/", verbs.event_postpone, name="event-postpone"),
    path("events/<int:pk>/cancel/", verbs.event_cancel, name="event-cancel"),
    path("events/<int:pk>/close/", verbs.event_close, name="event-close"),
    path("events/<int:pk>/reopen/", verbs.event_reopen, name="event-reopen"),
    path("events/<int:pk>/copy/", verbs.event_copy, name="event-copy"),
    path("events/<int:pk>/invite/", participations.event_invite, name="event-invite"),
    path("events/<int:pk>/participations/", participations.event_participations, name="event-participations"),
    path("events/<int:pk>/tasks/add/", parts.TaskCreate.as_view(), name="event-task-add"),
    path("events/<int:pk>/appearances/add/", parts.AppearanceCreate.as_view(), name="event-appearance-add"),
    *change_set("tasks", "task", parts.TaskEdit, parts.TaskDelete),
    path("tasks/<int:pk>/toggle/", parts.task_toggle, name="task-toggle"),
    *change_set("appearances", "appearance", parts.AppearanceEdit, parts.AppearanceDelete),
    path("participations/<int:pk>/reply/", participations.participation_reply, name="participation-reply"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/events.json", calendar.calendar_feed, name="calendar-feed"),
]
