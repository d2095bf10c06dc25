"""Venues in the chapter 阵地与学校."""

from django.db.models import Q

from activities.venues.models import Venue
from portal import book

COLUMNS = [
    ("所属", 16, "left"),
    ("场地", 32, "left"),
    ("类型", 23, "left"),
    ("所属单位", 25, "left"),
    ("面积（平方米）", 17, "right"),
    ("开放时段", 45, "left"),
]


def venue_blocks(street, until) -> list[book.Block]:
    """Own venues, and those of local units whose agreement is in force on `until`."""
    in_force = Venue.objects.filter(street=street).shared_on(until).values("pk")
    rows = Venue.objects.filter(street=street).filter(~Q(kind=Venue.Kind.SHARED) | Q(pk__in=in_force))
    listed = [_line(venue) for venue in rows.select_related("community")]
    if not listed:
        return []
    return [book.heading("文体场地"), book.table(COLUMNS, listed, caption="自有文体场地与辖区单位共享场地")]


def _line(venue):
    area = "—" if venue.area is None else f"{venue.area:g}"
    kind = venue.get_kind_display()
    return (venue.owner_name, venue.name, kind, venue.unit or "—", area, venue.opening or "—")
