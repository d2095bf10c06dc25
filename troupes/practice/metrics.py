"""Figures of practice. Source: indicator C3."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count

from portal.metrics import Figures, Group, Kind, Owner, metric, rows, share
from troupes.groups.models import Troupe
from troupes.practice.models import Rehearsal

YEARLY_REHEARSALS = 24  # T = 24 次/队


@metric(
    "排练与活动",
    unit="次",
    owner=Owner.TROUPE,
    group=Group.TROUPES,
    rows=rows("troupes:rehearsal-list", owner=Owner.TROUPE, call="done"),
    definition="团队本年度已点名的排练与活动次数。",
)
def rehearsals_called(street, year, until) -> Figures:
    """{troupe: rehearsals of the year whose roll was called}. Planned dates nobody called the roll for prove
    nothing and are not counted."""
    called = Rehearsal.objects.filter(troupe__street=street).for_year(year).until(until).with_call()
    counts = called.order_by().values_list("troupe").annotate(Count("pk"))
    return {troupe: Decimal(number) for troupe, number in counts}


@metric(
    "团队活动频次",
    kind=Kind.SHARE,
    group=Group.TROUPES,
    rows=rows("troupes:rehearsal-list", call="done"),
    definition=f"各在册团队已点名的排练与活动次数除以 {YEARLY_REHEARSALS}（超过按 1 计），再取平均。",
)
def troupe_frequency(street, year, until) -> Figures:
    """Mean over the owner's active troupes of min(n / 24, 1), n = rehearsals_called. Indicator C3."""
    called = rehearsals_called(street, year, until)
    shares = defaultdict(list)
    troupes = Troupe.objects.filter(street=street).active_on(until).order_by()
    for troupe, community in troupes.values_list("pk", "community"):
        shares[community].append(share(called.get(troupe, 0), YEARLY_REHEARSALS))
    return {community: sum(found) / len(found) for community, found in shares.items()}
