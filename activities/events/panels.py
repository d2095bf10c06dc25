"""What the page of an event shows beside its facts."""

from activities.events import rules
from activities.events.models import Event
from activities.events.steps import EVENT
from activities.events.task_steps import TASK
from activities.venues.models import Booking
from portal.access import can_edit
from portal.contributions import Contribution, collect
from portal.pages.steps import step_buttons


def event_panels_of(user, event) -> dict:
    """Context of the sections of an event's page; about ten queries, whatever their length."""
    appearances = list(event.appearances.select_related("troupe", "programme"))
    steps = step_buttons(EVENT, user, event)
    return {
        "owner": can_edit(user, event),
        "steps": steps,
        "obstacles": [sentence for step in steps if step.verb == "close" for sentence in step.obstacles],
        "permit_refusal": rules.permit_obstacle(event.expected_people, event.permit_number),
        "tasks": _tasks(user, event),
        "appearances": appearances,
        "minutes": sum(row.programme.minutes or 0 for row in appearances if row.programme),
        "participations": _participations(user, event),
        "facts_beside": collect(Contribution.event_facts, user, event),
        "panels": collect(Contribution.event_panels, user, event),
        "clashes": _clashes(user, event),
    }


def _tasks(user, event):
    tasks = list(event.tasks.select_related("responsible"))
    for task in tasks:
        task.event = event
        task.steps = step_buttons(TASK, user, task, small=True)
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
