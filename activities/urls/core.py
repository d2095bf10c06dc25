from django.urls import path

from activities.views import (
    calendar,
    event_parts,
    event_verbs,
    events,
    participations,
    plan_copies,
    plan_rounds,
    plans,
    projects,
    targets,
    themes,
)

plan_urls = [
    path("plans/", plans.PlanList.as_view(), name="plan-list"),
    path("plans/add/", plans.PlanCreate.as_view(), name="plan-create"),
    path("plans/copy/", plan_copies.plan_copy, name="plan-copy"),
    path("plans/targets/", targets.target_list, name="target-list"),
    path("plans/<int:pk>/", plans.PlanDetail.as_view(), name="plan-detail"),
    path("plans/<int:pk>/edit/", plans.PlanEdit.as_view(), name="plan-edit"),
    path("plans/<int:pk>/delete/", plans.PlanDelete.as_view(), name="plan-delete"),
    path("plans/<int:pk>/targets/", targets.plan_targets, name="plan-targets"),
    path("plans/<int:pk>/rounds/", plan_rounds.plan_rounds, name="plan-rounds"),
    path("plans/<int:pk>/submit/", plan_rounds.plan_submit, name="plan-submit"),
    path("plans/<int:pk>/withdraw/", plan_rounds.plan_withdraw, name="plan-withdraw"),
    path("plans/<int:pk>/approve/", plan_rounds.plan_approve, name="plan-approve"),
    path("plans/<int:pk>/return/", plan_rounds.plan_return, name="plan-return"),
    path("plans/<int:pk>/reopen/", plan_rounds.plan_reopen, name="plan-reopen"),
    path("themes/", themes.ThemeList.as_view(), name="theme-list"),
    path("themes/add/", themes.ThemeCreate.as_view(), name="theme-create"),
    path("themes/<int:pk>/", themes.ThemeDetail.as_view(), name="theme-detail"),
    path("themes/<int:pk>/edit/", themes.ThemeEdit.as_view(), name="theme-edit"),
    path("themes/<int:pk>/delete/", themes.ThemeDelete.as_view(), name="theme-delete"),
]

project_urls = [
    path("projects/", projects.project_list, name="project-list"),
    path("projects/add/", projects.ProjectCreate.as_view(), name="project-create"),
    path("projects/<int:pk>/", projects.ProjectDetail.as_view(), name="project-detail"),
    path("projects/<int:pk>/edit/", projects.ProjectEdit.as_view(), name="project-edit"),
    path("projects/<int:pk>/delete/", projects.ProjectDelete.as_view(), name="project-delete"),
    path(
        "projects/<int:pk>/milestones/add/", projects.MilestoneCreate.as_view(), name="project-milestone-add"
    ),
    path("milestones/<int:pk>/edit/", projects.MilestoneEdit.as_view(), name="milestone-edit"),
    path("milestones/<int:pk>/delete/", projects.MilestoneDelete.as_view(), name="milestone-delete"),
    path("milestones/<int:pk>/toggle/", projects.milestone_toggle, name="milestone-toggle"),
]

event_urls = [
    path("events/", events.EventList.as_view(), name="event-list"),
    path("events/add/", events.EventCreate.as_view(), name="event-create"),
    path("events/participations/", participations.ParticipationList.as_view(), name="participation-list"),
    path("events/<int:pk>/", events.EventDetail.as_view(), name="event-detail"),
    path("events/<int:pk>/edit/", events.EventEdit.as_view(), name="event-edit"),
    path("events/<int:pk>/delete/", events.EventDelete.as_view(), name="event-delete"),
    path("events/<int:pk>/ics/", events.event_ics, name="event-ics"),
    path("events/<int:pk>/publish/", event_verbs.event_publish, name="event-publish"),
    path("events/<int:pk>/hold/", event_verbs.event_hold, name="event-hold"),
    path("events/<int:pk>/postpone/", event_verbs.event_postpone, name="event-postpone"),
    path("events/<int:pk>/cancel/", event_verbs.event_cancel, name="event-cancel"),
    path("events/<int:pk>/close/", event_verbs.event_close, name="event-close"),
    path("events/<int:pk>/reopen/", event_verbs.event_reopen, name="event-reopen"),
    path("events/<int:pk>/copy/", event_verbs.event_copy, name="event-copy"),
    path("events/<int:pk>/invite/", participations.event_invite, name="event-invite"),
    path("events/<int:pk>/participations/", participations.event_participations, name="event-participations"),
    path("events/<int:pk>/tasks/add/", event_parts.TaskCreate.as_view(), name="event-task-add"),
    path(
        "events/<int:pk>/appearances/add/",
        event_parts.AppearanceCreate.as_view(),
        name="event-appearance-add",
    ),
    path("tasks/<int:pk>/edit/", event_parts.TaskEdit.as_view(), name="task-edit"),
    path("tasks/<int:pk>/delete/", event_parts.TaskDelete.as_view(), name="task-delete"),
    path("tasks/<int:pk>/toggle/", event_parts.task_toggle, name="task-toggle"),
    path("appearances/<int:pk>/edit/", event_parts.AppearanceEdit.as_view(), name="appearance-edit"),
    path("appearances/<int:pk>/delete/", event_parts.AppearanceDelete.as_view(), name="appearance-delete"),
    path("participations/<int:pk>/reply/", participations.participation_reply, name="participation-reply"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/events.json", calendar.calendar_feed, name="calendar-feed"),
]

urlpatterns = [*plan_urls, *project_urls, *event_urls]
