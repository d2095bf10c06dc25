"""The year's calendar: what a community and the street hold when, where and for how many.

A day is `03-07`, or a feast of the lunar calendar with an offset in days: `端午节-1`. `people` are those expected;
人次 come to `turnover` times as many.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from portal.days import lunar_festivals
from portal.demo.tables import several, table


@dataclass(frozen=True)
class Line:
    """One occasion. `marks`: always (every community holds it), unplanned, invites (all communities)."""

    day: str
    hour: int
    hours: int
    days: int
    kind: str
    people: tuple[int, int]
    turnover: float
    marks: frozenset[str]
    titles: list[str]
    places: list[str]
    project: str


def lines_of(name: str) -> list[Line]:
    """`demo_community_year` or `demo_street_year`."""
    return [_line(row) for row in table(__file__, name)]


def _line(row):
    return Line(
        day=row["day"],
        hour=int(row["hour"]),
        hours=int(row["hours"]),
        days=int(row["days"]),
        kind=row["kind"],
        people=(int(row["fewest"]), int(row["most"])),
        turnover=float(row["turnover"]),
        marks=frozenset(several(row["marks"])),
        titles=several(row["titles"]),
        places=several(row["places"]),
        project=row["project"],
    )


def day_in(year: int, wanted: str) -> date:
    feast, offset = re.fullmatch(r"([^\d+-]*)(.*)", wanted).groups()
    if not feast:
        return date.fromisoformat(f"{year}-{wanted}")
    return lunar_festivals(year)[feast] + timedelta(days=int(offset or 0))
