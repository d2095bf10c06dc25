"""Figures of the groups and their rosters. Sources: indicators C1 and C2."""

from datetime import timedelta

from django.db.models import Count, Q

from portal.metrics import Figures, Group, Kind, count_by_owner, metric, rows, shares_by_owner
from troupes.groups.models import ROSTER_DAYS, Troupe
from troupes.people.models import Membership, Person


@metric(
    "经常性团队数",
    unit="队",
    group=Group.TROUPES,
    rows=rows("troupes:troupe-list", dated=False, status="active"),
    definition="在册状态、已在统计日前登记的团队数。",
)
def active_troupes(street, year, until) -> Figures:
    """Troupes in use on `until`. Indicator C1."""
    return count_by_owner(Troupe.objects.filter(street=street).active_on(until))


@metric(
    "花名册完整率",
    kind=Kind.SHARE,
    group=Group.TROUPES,
    rows=rows("troupes:person-list", dated=False, need="gaps"),
    definition="在册团队的队员中，性别、出生年、联系电话齐全的占比；花名册须在统计日前后十二个月内确认过，否则全队不计。",
)
def roster_complete(street, year, until) -> Figures:
    """Members with gender, birth year and phone ÷ members. Members of a roster that was not confirmed within
    twelve months of `until` count as incomplete. Indicator C2. Owners without members are absent."""
    near = timedelta(days=ROSTER_DAYS)
    confirmed = Q(troupe__roster_confirmed_on__range=(until - near, until + near))
    known = Q(person__in=Person.objects.filter(street=street).complete().values("pk"))
    troupes = Troupe.objects.filter(street=street).active_on(until)
    members = Membership.objects.filter(troupe__in=troupes).current(until)
    return shares_by_owner(members, part=Count("pk", filter=confirmed & known), whole=Count("pk"))
