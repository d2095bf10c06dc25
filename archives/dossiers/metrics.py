"""Figures of the 五有 dossiers. Source: the indicator table of the assessment (G1, G3)."""

from collections import defaultdict
from decimal import Decimal

from django.conf import settings
from django.db.models import Avg, Count
from django.utils import timezone

from activities.models import Event
from archives.dossiers.models import Dossier, Slot
from portal.metrics import Figures, Group, Kind, count_by_owner, metric, rows

PLACES = Decimal("0.0001")


def held_events(street, year, until):
    """The events of the year that had taken place by `until` (inclusive)."""
    return Event.objects.filter(street=street).for_year(year).until(until).held()


@metric(
    "五有完整率",
    kind=Kind.SHARE,
    group=Group.ARCHIVES,
    rows=rows("archives:dossier-list", time="ended"),
    definition="已举办活动的档案平均有几项（计划、安排、资料、素材、总结），除以五。",
)
def dossier_completeness(street, year, until) -> Figures:
    """G1: the mean of filled slots ÷ 5 over the events that took place; without any there is no figure. The
    slots are read as they stand now: material is not dated by when it mattered."""
    events = held_events(street, year, until)
    filled = defaultdict(int)
    dossiers = Dossier.objects.filter(event__in=events).with_slots()
    for owner, slots in dossiers.order_by().values_list("event__community", "filled"):
        filled[owner] += slots
    return {owner: _share(filled[owner], held * len(Slot)) for owner, held in count_by_owner(events).items()}


@metric(
    "档案按期提交率",
    kind=Kind.SHARE,
    group=Group.ARCHIVES,
    rows=rows("archives:dossier-list", time="ended"),
    definition=(
        f"活动结束后{settings.DOSSIER_DAYS}日内提交的档案，占到期和已提交档案的比例；退回后以最后一次提交为准。"
    ),
)
def dossiers_on_time(street, year, until) -> Figures:
    """G3: dossiers handed in within DOSSIER_DAYS after the event ÷ those that were due or handed in. The last
    handing-in counts: a dossier returned as incomplete was not in time."""
    dossiers = Dossier.objects.filter(event__in=held_events(street, year, until)).select_related("event")
    due, kept = defaultdict(int), defaultdict(int)
    for dossier in dossiers.order_by():
        day = dossier.due_on
        handed_in = _handed_in_on(dossier, until)
        if handed_in or day < until:
            due[dossier.event.community_id] += 1
            kept[dossier.event.community_id] += bool(handed_in and handed_in <= day)
    return {owner: _share(kept[owner], total) for owner, total in due.items()}


def _handed_in_on(dossier, until):
    if dossier.is_editable:
        return None
    day = timezone.localdate(dossier.submitted_at)
    return day if day <= until else None


def _share(part, whole) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(PLACES)


def mean_completeness(dossiers) -> tuple[Decimal | None, int]:
    """Over `dossiers` (a queryset): the mean share of filled slots, None without any, and how many are late."""
    late = Count("pk", filter=Dossier.objects.late(settings.DOSSIER_DAYS))
    found = dossiers.with_slots().order_by().aggregate(mean=Avg("filled", default=None), late=late)
    mean = found["mean"]
    return (None if mean is None else (Decimal(mean) / len(Slot)).quantize(PLACES)), found["late"]
