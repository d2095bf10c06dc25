"""Numbers have one definition: a metric is one decorated function.

::

    @metric(
        "文化主题", unit="个", group=Group.EVENTS, rows=rows("activities:theme-list"),
        definition="本年度确定的文化主题个数。",
    )
    def themes(street, year, until):
        return count_by_owner(Theme.objects.filter(street=street).for_year(year))

The name of the function is the metric's key. Page, board, score, progress table and yearbook all call it.
"""

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import ModuleType

from django.db.models import Count, F

from portal.links import link

STREET = None  # the key of the street's own rows (街道本级) among the owners of a figure

Figures = dict[int | None, Decimal]


class Kind(Enum):
    """What a figure is, hence what may be done with it and how it is written."""

    COUNT = "count"  # things, people, metres: may be added up
    MONEY = "money"  # yuan: may be added up
    SHARE = "share"  # between 0 and 1, written in percent: may be averaged
    MARK = "mark"  # a score in points: may be averaged
    DAY = "day"  # day of the year 1–366: neither
    VARIETY = "variety"  # different kinds of something (类): neither, since two owners may share one

    @property
    def adds_up(self) -> bool:
        return self in (Kind.COUNT, Kind.MONEY)

    @property
    def averages(self) -> bool:
        return self in (Kind.SHARE, Kind.MARK)


class Group(Enum):
    """Under which heading a figure stands in tables; in the order of the book."""

    EVENTS = "活动开展"
    TROUPES = "团队建设"
    REPORTING = "组织与报送"
    PLACES = "阵地与学校"
    ARCHIVES = "档案"
    SUPPORT = "保障与反馈"


class Owner(Enum):
    """Whose figure it is; the keys that `compute` answers with."""

    COMMUNITY = "community"  # pk of a community, or STREET for the street's own rows
    TROUPE = "troupe"  # pk of a troupe


@dataclass(frozen=True)
class Metric:
    """One figure per owner and year.

    Called with (street, year, until) it answers `{owner key: Decimal}` for every owner of the street that
    has a value, in a constant number of queries, counting rows dated up to and including `until`. An absent
    owner counts as zero where things are counted, and has no figure otherwise.
    """

    key: str
    label: str
    unit: str
    kind: Kind
    group: Group
    definition: str  # one Chinese sentence shown beside the figure
    compute: Callable[[object, int, date], Figures]
    rows_url: Callable[[object, int], str]  # (owner row or STREET, year) → the list of the rows behind it
    owner: Owner = Owner.COMMUNITY

    def __call__(self, street, year: int, until: date) -> Figures:
        computed = _computed.get()
        if computed is None:
            return self.compute(street, year, until)
        asked = (self.key, self.owner, street.pk, year, until)
        if asked not in computed:
            computed[asked] = self.compute(street, year, until)
        return dict(computed[asked])

    def of_communities(self, street, year: int, until: date) -> dict[int, Decimal]:
        """Without the street's own rows: what is compared and assessed are the communities."""
        return {key: value for key, value in self(street, year, until).items() if key is not STREET}


_computed: ContextVar[dict | None] = ContextVar("figures computed", default=None)


@contextmanager
def computing_once():
    """Within it a figure is computed once, however many chapters of a book ask for it; rows written meanwhile
    are not counted."""
    token = _computed.set({})
    try:
        yield
    finally:
        _computed.reset(token)


def metric(
    label: str,
    *,
    group: Group,
    definition: str,
    rows: Callable[[object, int], str],
    unit: str = "",
    kind: Kind = Kind.COUNT,
    owner: Owner = Owner.COMMUNITY,
) -> Callable[[Callable], Metric]:
    """Turns a function `compute(street, year, until)` into a Metric; its name becomes the key."""

    def declare(compute) -> Metric:
        return Metric(compute.__name__, label, unit, kind, group, definition, compute, rows, owner)

    return declare


def declared_in(module: ModuleType) -> list[Metric]:
    """The metrics of a module, in the order in which they are written."""
    return [found for found in vars(module).values() if isinstance(found, Metric)]


def rows(
    route: str, *, dated: bool = True, owner: Owner = Owner.COMMUNITY, **narrowing
) -> Callable[[object, int], str]:
    """The address of the rows behind a figure: the list of `route`, narrowed to one owner and year."""

    def url(whose, year):
        chosen = {owner.value: "street" if whose is STREET else whose.pk}
        return link(route, **chosen, **({"year": year} if dated else {}), **narrowing)

    return url


def grouped_by_owner(queryset):
    """`queryset` grouped by the community that owns its rows; the street's own rows under STREET."""
    return queryset.order_by().values(owner=F(queryset.community_path))


def by_owner(queryset, figure) -> Figures:
    """{owner: `figure`, an aggregate} over a scoped queryset, one query; an empty aggregate is left out."""
    found = grouped_by_owner(queryset).annotate(figure=figure).values_list("owner", "figure")
    return {owner: Decimal(value) for owner, value in found if value is not None}


def count_by_owner(queryset) -> Figures:
    return by_owner(queryset, Count("pk"))


def shares_by_owner(queryset, *, part, whole) -> Figures:
    """part ÷ whole, two aggregates, between 0 and 1; an owner whose whole is empty is left out."""
    sums = grouped_by_owner(queryset).annotate(whole=whole, part=part).values_list("owner", "part", "whole")
    return {owner: share(part or 0, whole) for owner, part, whole in sums if whole}


def share(part, whole) -> Decimal:
    """part ÷ whole, at most 1."""
    return min(Decimal(part) / Decimal(whole), Decimal(1))


def add_up(figures: Mapping[int | None, Decimal]) -> Decimal:
    return sum(figures.values(), Decimal(0))
