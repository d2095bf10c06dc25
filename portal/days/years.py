"""Years are calendar years (年度), counted up to a day."""

from datetime import date

from django.utils import timezone


def end_of_year(year: int) -> date:
    return date(year, 12, 31)


def last_day(year: int, until: date | None = None) -> date:
    """The day up to which `year` is counted: its 31 December, or `until` (today) while that is earlier.

    Of a year still to come nothing is counted: the answer then lies before its first day.
    """
    return min(end_of_year(year), until or timezone.localdate())
