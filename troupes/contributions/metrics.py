"""The figures of troupes. Each takes (street, year, until) and answers for all communities at once."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse

from portal.metrics import Metric
from troupes.groups.models import ROSTER_DAYS, Troupe
from troupes.honours.models import Award
from troupes.people.models import Membership, Person
from troupes.practice.models import Rehearsal

YEARLY_REHEARSALS = 24  # indicator C3: T = 24 次/队


def metrics():
    return [
        Metric(
            "active_troupes", "经常性团队数", "队", active_troupes, _troupes_url,
            "在册状态、已在统计日前登记的团队数。",
        ),
        Metric(
            "roster_complete", "花名册完整率", "", roster_complete, _people_url,
            "在册团队的队员中，性别、出生年、联系电话齐全的占比；花名册须在统计日前后十二个月内确认过，否则全队不计。",
        ),
        Metric(
            "troupe_frequency", "团队活动频次", "", troupe_frequency, _rehearsals_url,
            f"各在册团队已点名的排练与活动次数除以 {YEARLY_REHEARSALS}（超过按 1 计），再取平均。",
        ),
        Metric(
            "awards", "获奖", "项", awards, _awards_url,
            "当年团队和社区获得的奖项数，各级别都计。",
        ),
    ]  # fmt: skip


def _active(street, until):
    registered = Q(registered_on__isnull=True) | Q(registered_on__lte=until)
    return Troupe.objects.filter(registered, street=street, community__isnull=False).active()


def active_troupes(street, year, until) -> dict[int, Decimal]:
    """{community: troupes in use on `until`}. Indicator C1."""
    rows = _active(street, until).order_by().values_list("community").annotate(Count("pk"))
    return {community: Decimal(count) for community, count in rows}


def roster_complete(street, year, until) -> dict[int, Decimal]:
    """{community: share 0–1 of members with gender, birth year and phone}. Members of a roster that was not
    confirmed within twelve months of `until` count as incomplete. Indicator C2. Communities without members
    are absent."""
    near = timedelta(days=ROSTER_DAYS)
    confirmed = Q(troupe__roster_confirmed_on__range=(until - near, until + near))
    known = Q(person__in=Person.objects.filter(street=street).complete().values("pk"))
    members = Membership.objects.filter(troupe__in=_active(street, until)).current(until)
    rows = (
        members.order_by()
        .values_list("troupe__community")
        .annotate(whole=Count("pk", filter=confirmed & known), every=Count("pk"))
    )
    return {community: Decimal(whole) / every for community, whole, every in rows}


def troupe_frequency(street, year, until) -> dict[int, Decimal]:
    """{community: mean over its active troupes of min(n / 24, 1)}, n = rehearsals of the year whose roll was
    called. Planned dates nobody called the roll for prove nothing and are not counted. Indicator C3."""
    troupes = dict(_active(street, until).order_by().values_list("pk", "community"))
    held = Rehearsal.objects.for_year(year).until(until).with_call().filter(troupe__in=troupes)
    counts = dict(held.order_by().values_list("troupe").annotate(Count("pk")))
    shares = defaultdict(list)
    for troupe, community in troupes.items():
        shares[community].append(min(Decimal(counts.get(troupe, 0)) / YEARLY_REHEARSALS, Decimal(1)))
    return {community: sum(found) / len(found) for community, found in shares.items()}


def awards(street, year, until) -> dict[int, Decimal]:
    """{community: awards of its troupes and its own, dated in `year` up to `until`}. Part of indicator C4."""
    rows = Award.objects.filter(street=street, community__isnull=False, awarded_on__lte=until).for_year(year)
    counts = rows.order_by().values_list("community").annotate(Count("pk"))
    return {community: Decimal(count) for community, count in counts}


def _troupes_url(community, year):
    return f"{reverse('troupes:troupe-list')}?community={community.pk}&status=active"


def _people_url(community, year):
    return f"{reverse('troupes:person-list')}?community={community.pk}&need=gaps"


def _rehearsals_url(community, year):
    return f"{reverse('troupes:rehearsal-list')}?community={community.pk}&year={year}&call=done"


def _awards_url(community, year):
    return f"{reverse('troupes:award-list')}?community={community.pk}&year={year}"
