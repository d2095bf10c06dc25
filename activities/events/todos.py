"""To-dos of events, tasks, invitations and appearances; each leads to the very place."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from activities.event_states import AHEAD
from activities.events.forms import OVERDUE
from activities.events.models import Appearance, Event, Participation, Task
from portal.duties.todos import duty_todos
from portal.links import link
from portal.pieces import Todo, folded

APPEARANCES_AHEAD = timedelta(days=42)
DRAFT_SOON = timedelta(days=30)  # drafts whose day comes near
REPLY_AHEAD = timedelta(days=3)  # invitations are answered this long before the event


def todos_of(user) -> list[Todo]:
    if user.is_officer:
        return [*_unregistered(user), *_tasks(user)]
    if user.is_staff_member:
        return [*_own_events(user), *_invitations(user), *_tasks(user)]
    return [*_appearances(user), *_tasks(user)] if user.is_captain else []


def _unregistered(user):
    """Events of the whole street past their day; the officer chases them, the owner registers them."""
    rows = Event.objects.visible_to(user).overdue().select_related("community").order_by("ends_at")
    return _folded_events([_register(event) for event in rows], user, "登记 {n} 场活动的举办情况", OVERDUE)


def _folded_events(found, user, title, status):
    url = link("activities:event-list", year="all", status=status, community=user.community_id)
    return folded(found, title, url)


def _register(event):
    return Todo(
        f"登记《{event.title}》的举办情况",
        event.get_absolute_url(),
        "登记举办",
        timezone.localdate(event.ends_at),
        event.owner_name,
    )


def _own_events(user):
    now = timezone.now()
    near = Q(status=Event.Status.DRAFT, starts_at__lte=now + DRAFT_SOON)
    past = Q(status__in=AHEAD, ends_at__lt=now)
    rows = Event.objects.editable_by(user).filter(near | past).select_related("community")
    rows = list(rows.order_by("starts_at"))
    held = [_register(event) for event in rows if event.is_ahead]
    drafts = [_publish(event) for event in rows if not event.is_ahead]
    return [
        *_folded_events(held, user, "登记 {n} 场活动的举办情况", OVERDUE),
        *_folded_events(drafts, user, "发布 {n} 场临近的活动草稿", Event.Status.DRAFT.value),
    ]


def _publish(event):
    day = timezone.localdate(event.starts_at)
    return Todo(f"发布《{event.title}》", event.get_absolute_url(), "活动草稿", day, event.when)


def _invitations(user):
    rows = Participation.objects.editable_by(user).filter(
        state=Participation.State.INVITED, event__ends_at__gt=timezone.now()
    )
    rows = rows.exclude(event__status=Event.Status.CANCELLED).select_related("event")
    found = [
        Todo(
            f"反馈是否参加《{row.event.title}》",
            link("activities:participation-reply", row.pk),
            "街道邀请",
            timezone.localdate(row.event.starts_at) - REPLY_AHEAD,
            row.event.when,
        )
        for row in rows
    ]
    url = link("activities:participation-list", year="all", state="invited", community=user.community_id)
    return folded(found, "反馈是否参加街道的 {n} 场活动", url)


def _tasks(user):
    """Each task by itself, or, when one event has many of mine, that event once."""
    own = {}
    for task in Task.objects.visible_to(user).open().in_hands_of(user).select_related("event"):
        own.setdefault(task.event, []).append(task)
    return [line for event, tasks in own.items() for line in _of_one_event(event, tasks)]


def _of_one_event(event, tasks):
    title = f"办理《{event.title}》的 {{n}} 项任务"
    place = f"{event.get_absolute_url()}#tasks-head"
    return folded(duty_todos(tasks, kind="活动任务"), title, place, most=2)


def _appearances(user):
    now = timezone.now()
    rows = Appearance.objects.visible_to(user).filter(
        troupe__captain=user,
        event__ends_at__gt=now,
        event__starts_at__lte=now + APPEARANCES_AHEAD,
        event__status__in=AHEAD,
    )
    return [
        Todo(
            f"{row.troupe}参演《{row.event.title}》",
            row.get_absolute_url(),
            "演出",
            timezone.localdate(row.event.starts_at),
            f"{row.event.place} {row.programme or ''}".strip(),
        )
        for row in rows.select_related("event", "troupe", "programme")
    ]
