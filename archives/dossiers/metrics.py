"""The figures of 考核 G (档案“五有”): one definition each, all communities of a street at once."""

from collections import defaultdict
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Avg, Count
from django.urls import reverse
from django.utils import timezone

from activities.models import Event
from archives.dossiers.models import Dossier, Slot
from archives.materials.models import DESCRIBED, Material
from portal.metrics import Metric

PLACES = Decimal("0.0001")


def _held_events(street, year, until):
    """The communities' events of the year that had taken place by `until` (inclusive)."""
    rows = Event.objects.filter(street=street, community__isnull=False).for_year(year)
    return rows.held().filter(ends_at__date__lte=until).order_by()


def dossier_completeness(street, year, until) -> dict[int, Decimal]:
    """G1: the mean of filled slots ÷ 5 over the events that took place; without any there is no figure. The
    slots are read as they stand now: material is not dated by when it mattered."""
    events = _held_events(street, year, until)
    held = dict(events.values_list("community").annotate(Count("pk")))
    dossiers = Dossier.objects.filter(event__in=events).with_slots()
    filled = defaultdict(int)
    for community, slots in dossiers.order_by().values_list("event__community", "filled"):
        filled[community] += slots
    return {community: _share(filled[community], events * len(Slot)) for community, events in held.items()}


def photos_described(street, year, until) -> dict[int, Decimal]:
    """G2: photos with 题名、时间、地点、人物、摄影者 ÷ photos; without photos there is no figure."""
    rows = Material.objects.photos().usable().filter(dossier__event__in=_held_events(street, year, until))
    counted = (
        rows.order_by()
        .values_list("dossier__event__community")
        .annotate(photos=Count("pk"), described=Count("pk", filter=DESCRIBED))
    )
    return {community: _share(described, photos) for community, photos, described in counted}


def dossiers_on_time(street, year, until) -> dict[int, Decimal]:
    """G3: dossiers handed in within DOSSIER_DAYS after the event ÷ those that were due or handed in. The last
    handing-in counts: a dossier returned as incomplete was not in time."""
    rows = Dossier.objects.filter(event__in=_held_events(street, year, until)).select_related("event")
    due, kept = defaultdict(int), defaultdict(int)
    for dossier in rows.order_by():
        day = dossier.event.dossier_due_on(settings.DOSSIER_DAYS)
        handed_in = _handed_in_on(dossier, until)
        if handed_in or day < until:
            due[dossier.event.community_id] += 1
            kept[dossier.event.community_id] += bool(handed_in and handed_in <= day)
    return {community: _share(kept[community], total) for community, total in due.items()}


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


def _rows(route, **narrowed):
    def url(community, year):
        return f"{reverse(route)}?{urlencode({'year': year, 'community': community.pk} | narrowed)}"

    return url


ALL = [
    Metric(
        "dossier_completeness", "五有完整率", "%", dossier_completeness,
        _rows("archives:dossier-list", time="ended"),
        "已举办活动的档案平均有几项（计划、安排、资料、素材、总结），除以五。",
    ),
    Metric(
        "photos_described", "照片著录合格率", "%", photos_described, _rows("archives:photo-list"),
        "题名、时间、地点、人物、摄影者都已著录的照片，占全部照片的比例。",
    ),
    Metric(
        "dossiers_on_time", "档案按期提交率", "%", dossiers_on_time, _rows("archives:dossier-list", time="ended"),
        f"活动结束后{settings.DOSSIER_DAYS}日内提交的档案，占到期和已提交档案的比例；退回后以最后一次提交为准。",
    ),
]  # fmt: skip
