"""The year's calendar: what a community and the street hold when, where and for how many.

A day is `03-07`, or a feast of the lunar calendar with an offset in days: `春节-7`. `people` are those expected;
人次 come to `turnover` times as many.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from portal.demo.tables import several, table

FEASTS = ("春节", "端午", "中秋", "重阳")
USUAL = ("02-08", "06-12", "09-22", "10-15")  # for years outside the table
DAYS = {
    2023: ("01-22", "06-22", "09-29", "10-23"),
    2024: ("02-10", "06-10", "09-17", "10-11"),
    2025: ("01-29", "05-31", "10-06", "10-29"),
    2026: ("02-17", "06-19", "09-25", "10-18"),
    2027: ("02-06", "06-09", "09-15", "10-08"),
    2028: ("01-26", "05-28", "10-03", "10-26"),
    2029: ("02-13", "06-16", "09-22", "10-16"),
    2030: ("02-03", "06-05", "09-12", "10-05"),
}


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
    day = DAYS.get(year, USUAL)[FEASTS.index(feast)]
    return date.fromisoformat(f"{year}-{day}") + timedelta(days=int(offset or 0))
