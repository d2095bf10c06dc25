"""What the page of an event shows beside its facts."""

from activities.events import rules
from activities.events.models import Event
from activities.venues.models import Booking
from portal.access import can_edit
from portal.contributions import Contribution, collect


def event_panels_of(user, event) -> dict:
    """Context of the sections of an event's page; about ten queries, whatever their length."""
    appearances = list(event.appearances.select_related("troupe", "programme"))
    owner = can_edit(user, event)
    return {
        "owner": owner,
        "verbs": _verbs(user, event, owner),
        "obstacles": rules.close_obstacles(event) if owner and event.status == Event.Status.HELD else [],
        "permit_refusal": rules.permit_obstacle(event.expected_people, event.permit_number),
        "tasks": _tasks(user, event),
        "appearances": appearances,
        "minutes": sum(row.programme.minutes or 0 for row in appearances if row.programme),
        "participations": _participations(user, event),
        "facts_beside": collect(Contribution.event_facts, user, event),
        "panels": collect(Contribution.event_panels, user, event),
        "clashes": _clashes(user, event),
    }


def _verbs(user, event, owner):
    """Which of the verbs stand on the page: the first one is what to do next."""
    if not owner:
        return set()
    status = Event.Status
    found = {
        status.DRAFT: {"publish"},
        status.PLANNED: {"hold", "postpone", "cancel"},
        status.POSTPONED: {"hold", "postpone", "cancel"},
        status.HELD: {"close", "correct"},
        status.CLOSED: {"reopen"} if user.is_officer else set(),
    }.get(event.status, set())
    if "hold" in found and rules.hold_obstacles(event):
        found.discard("hold")
    return found | {"copy"}


def _tasks(user, event):
    tasks = list(event.tasks.select_related("assignee"))
    for task in tasks:
        task.event = event
        task.may_finish = rules.can_finish_task(user, task)
    return tasks


def _participations(user, event):
    """For events of the street: all communities for those who see the street, the own one for staff."""
    if event.community_id:
        return []
    rows = list(event.participations.visible_to(user).select_related("community"))
    for row in rows:
        row.event = event
        row.may_reply = rules.can_reply(user, row)
    return rows


def _clashes(user, event):
    """Other events and bookings at the same time; only for what is still ahead."""
    if (
        event.status not in (Event.Status.DRAFT, Event.Status.PLANNED, Event.Status.POSTPONED)
        or event.is_over
    ):
        return []
    others = Event.objects.visible_to(user).clashing_with(event)[:5]
    found = [(f"《{other.title}》{other.when}", other.get_absolute_url()) for other in others]
    if not event.venue_id:
        return found
    bookings = Booking.objects.visible_to(user).filter(
        venue=event.venue_id, starts_at__lt=event.ends_at, ends_at__gt=event.starts_at
    )
    return found + [
        (f"场地使用：{booking.purpose}", booking.get_absolute_url())
        for booking in bookings.exclude(event=event.pk)[:5]
    ]
