"""What writes events beside their steps: the plan they stand under, and copies."""

from datetime import timedelta

from django.utils import timezone

from activities.events.models import Event
from activities.plans.models import Plan
from portal.access import demand_editable

WEEK = timedelta(days=7)


def place_in_plan(event) -> None:
    """Put an unsaved or edited event under its owner's plan of its year. An event that comes after the
    plan was approved is 计划外 until a later round takes it in."""
    found = Plan.over(event)
    if event.plan_id == getattr(found, "pk", None) and event.pk:
        return
    event.plan = found
    event.is_unplanned = found is not None and found.status == Plan.Status.APPROVED


def copy_event(*, event, by) -> Event:
    """The same event as a draft in a week to come, same weekday and hours. Nothing that happened is copied.
    Raises PermissionDenied unless `by` may edit the event."""
    demand_editable(by, event)
    starts_at, ends_at = event.starts_at, event.ends_at
    behind = max(timezone.now() - starts_at, timedelta())
    step = WEEK * (behind // WEEK + 1)
    copy = Event(
        street=event.street,
        community=event.community,
        title=event.title,
        place=event.place,
        starts_at=starts_at + step,
        ends_at=ends_at + step,
        venue_id=event.venue_id,
        responsible_id=event.responsible_id,
        purpose=event.purpose,
        arrangement=event.arrangement,
        expected_people=event.expected_people,
        copied_from=event,
    )
    if copy.year == event.year:
        copy.theme_id, copy.project_id = event.theme_id, event.project_id
    place_in_plan(copy)
    copy.save()
    return copy
