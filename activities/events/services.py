"""活动: draft → planned → held → closed; postponed or cancelled with a reason; copied as a new draft."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from activities.events import rules
from activities.events.models import Event
from activities.plans.models import Plan
from activities.plans.services import plan_of
from portal.contributions import Contribution, contributors
from portal.models import User
from portal.notices.services import notify
from portal.steps import lock, require

WEEK = timedelta(days=7)


def place_in_plan(event) -> None:
    """Put an unsaved or edited event under its owner's plan of its year. An event that comes after the
    plan was approved is 计划外 until a later round takes it in."""
    found = plan_of(event)
    if event.plan_id == getattr(found, "pk", None) and event.pk:
        return
    event.plan = found
    event.is_unplanned = found is not None and found.status == Plan.Status.APPROVED


@transaction.atomic
def publish_event(*, event, by) -> None:
    """发布: opens the event to colleagues; other rooms start their part (archives: the dossier).
    Raises ValidationError without a person responsible, and from PERMIT_THRESHOLD people without a permit."""
    lock(event)
    require(rules.publish_obstacles(event))
    event.status, event.published_at = Event.Status.PLANNED, timezone.now()
    event.save(update_fields=["status", "published_at"])
    for begin in contributors(Contribution.event_published):
        begin(event)
    _tell([event.responsible], by, f"您负责的活动《{event.title}》已发布，{event.when}", event)


@transaction.atomic
def hold_event(*, event, attendances: int, by, people: int | None = None) -> None:
    """登记举办: attendances is 人次, people the distinct 人. Also corrects both until the event is closed."""
    lock(event)
    require(rules.hold_obstacles(event))
    event.attendances, event.people = attendances, people
    if event.status != Event.Status.HELD:
        event.status, event.held_at = Event.Status.HELD, timezone.now()
    event.full_clean(validate_unique=False)
    event.save(update_fields=["attendances", "people", "status", "held_at"])


@transaction.atomic
def postpone_event(*, event, starts_at, ends_at, reason: str, by) -> None:
    """延期: new times and the reason; who prepares the event is told."""
    lock(event)
    require(rules.change_obstacles(event))
    event.starts_at, event.ends_at, event.reason = starts_at, ends_at, reason
    event.status = Event.Status.POSTPONED
    event.full_clean(validate_unique=False)
    event.save(update_fields=["starts_at", "ends_at", "reason", "status"])
    _tell(_concerned(event), by, f"活动《{event.title}》延期到 {event.when}：{reason}", event)


@transaction.atomic
def cancel_event(*, event, reason: str, by) -> None:
    """取消: the row stays with its reason; who prepares the event is told."""
    lock(event)
    require(rules.change_obstacles(event))
    event.status, event.reason = Event.Status.CANCELLED, reason
    event.full_clean(validate_unique=False)
    event.save(update_fields=["status", "reason"])
    _tell(_concerned(event), by, f"活动《{event.title}》已取消：{reason}", event)


@transaction.atomic
def close_event(*, event, by) -> None:
    """办结: raises ValidationError with every room's objection (an empty slot of the dossier …)."""
    lock(event)
    require(rules.close_obstacles(event))
    event.status, event.closed_at = Event.Status.CLOSED, timezone.now()
    event.save(update_fields=["status", "closed_at"])


@transaction.atomic
def reopen_event(*, event, reason: str, by) -> None:
    """重开 a closed event, back to 已举办; the reason stays on the event and goes to who is responsible."""
    lock(event)
    require(rules.reopen_obstacles(event))
    event.status, event.closed_at, event.reason = Event.Status.HELD, None, f"重开：{reason}"[:200]
    event.save(update_fields=["status", "closed_at", "reason"])
    _tell(_concerned(event), by, f"活动《{event.title}》已重开：{reason}", event)


@transaction.atomic
def copy_event(*, event, by) -> Event:
    """The same event as a draft in a week to come, same weekday and hours. Nothing that happened is copied."""
    starts_at, ends_at = event.starts_at, event.ends_at
    behind = max(timezone.now() - starts_at, timedelta())
    step = WEEK * (behind // WEEK + 1)
    copy = Event(
        street=event.street, community=event.community, title=event.title, place=event.place,
        starts_at=starts_at + step, ends_at=ends_at + step, venue_id=event.venue_id,
        responsible_id=event.responsible_id, purpose=event.purpose, arrangement=event.arrangement,
        expected_people=event.expected_people, copied_from=event,
    )  # fmt: skip
    if copy.year == event.year:
        copy.theme_id, copy.project_id = event.theme_id, event.project_id
    place_in_plan(copy)
    copy.save()
    return copy


def _concerned(event):
    """Whoever prepares: responsible, task holders, the owner's staff, for street events the invited communities."""
    people = [event.responsible, *User.objects.filter(tasks__event=event, is_active=True).distinct()]
    communities = [event.community_id] if event.community_id else event.participations.values("community")
    people += User.objects.filter(role=User.Role.STAFF, community__in=communities, is_active=True)
    return people


def _tell(people, by, sentence, event):
    notify([person for person in people if person and person.pk != by.pk], sentence, event.get_absolute_url())
