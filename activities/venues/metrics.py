"""Figures of venues. Source: the indicator table of the assessment (B3)."""

from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, NullIf

from activities.venues.models import Venue
from portal.metrics import Figures, Group, by_owner, metric, rows


@metric(
    "场地共享单位",
    unit="家",
    group=Group.SUPPORT,
    rows=rows("activities:venue-list", dated=False, kind="shared"),
    definition="共享协议在有效期内的辖区单位数，同一单位的几处场地算一家。",
)
def shared_units(street, year, until) -> Figures:
    """Different local units whose sharing agreement is in force on `until`; two halls of one school are one unit."""
    unit = Coalesce(NullIf(F("unit"), Value("")), F("name"))
    return by_owner(Venue.objects.filter(street=street).shared_on(until), Count(unit, distinct=True))
