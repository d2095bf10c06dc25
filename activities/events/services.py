"""What writes events beside their steps: the plan they stand under, and copies."""

from datetime import timedelta

from django.utils import timezone

from activities.events.models import Event
from activities.plans.models import Plan
from portal.access import demand_editable

WEEK = timedelta(days=7)

# What a copy takes over: what was intended, nothing that happened.
INTENDED = (
    "street_id",
    "community_id",
    "title",
    "place",
    "venue_id",
    "responsible_id",
    "purpose",
    "arrangement",
    "expected_people",
)


def place_in_plan(event) -> None:
    """Put an unsaved or edited event under its owner's plan of its year. An event that comes after the
    plan was approved is 计划外 until a later round takes it in."""
    found = Plan.over(event)
    if event.plan_id == getattr(found, "pk", None) and event.pk:
        return
    event.plan = found
    event.is_unplanned = found is not None and found.status == Plan.Status.APPROVED


def draft_like(event, **changes) -> Event:
    """An unsaved draft of the same event, with `changes`: its times above all."""
    kept = {name: getattr(event, name) for name in INTENDED}
    return Event(**kept | {"copied_from": event} | changes)


def copy_event(*, event, by) -> Event:
    """The same event as a draft in a week to come, same weekday and hours. Nothing that happened is copied.
    Raises PermissionDenied unless `by` may edit the event."""
    demand_editable(by, event)
    behind = max(timezone.now() - event.starts_at, timedelta())
    step = WEEK * (behind // WEEK + 1)
    copy = draft_like(event, starts_at=event.starts_at + step, ends_at=event.ends_at + step)
    if copy.year == event.year:
        copy.theme_id, copy.project_id = event.theme_id, event.project_id
    place_in_plan(copy)
    copy.save()
    return copy
