"""Figures of the culture corridor (文化长廊). Source: the indicator table of the assessment (E1, E2)."""

from django.db.models import Q, Sum

from activities.corridor.models import Board, Edition
from portal.metrics import Figures, Group, by_owner, metric, rows


@metric(
    "文化长廊",
    unit="米",
    group=Group.PLACES,
    rows=rows("activities:board-list", dated=False, kind="corridor"),
    definition="已建成的文化长廊长度之和。",
)
def corridor_length(street, year, until) -> Figures:
    """Metres of corridor that stand on `until` (those without a date of building included)."""
    built = Q(built_on__isnull=True) | Q(built_on__lte=until)
    return by_owner(Board.objects.filter(built, street=street, kind=Board.Kind.CORRIDOR), Sum("length"))


@metric(
    "宣传阵地刊出版数",
    unit="版",
    group=Group.PLACES,
    rows=rows("activities:edition-list"),
    definition="本年度在文化长廊、黑板报、宣传栏和电子屏上刊出的版数之和。",
)
def board_pages(street, year, until) -> Figures:
    """Pages (版) put up in the year on corridor, blackboards, notice boards and screens."""
    editions = Edition.objects.filter(board__street=street).for_year(year).filter(published_on__lte=until)
    return by_owner(editions, Sum("pages"))
