"""Working days (工作日), by which deadlines run.

A day is decided by, in this order: the street's own rows of 放假安排; the rows of all streets; for the
years that the library holds, the yearly notice of the State Council; otherwise weekday and law (`statutory`).

Every function takes the id of the street whose deadline it is, None for no street. The rows are read
once a request, so that a page of a hundred deadlines costs one query. A job says `with reading_once():`.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.core.signals import request_finished, request_started
from django.db.models import F
from django.dispatch import receiver

from portal.days.models import Holiday
from portal.days.statutory import DAY, KNOWN_YEARS, is_worked, legal_holidays

Overrides = dict[date, bool]  # {day: is it off}
_read: ContextVar[dict[int | None, Overrides] | None] = ContextVar("holidays read", default=None)


# Questions --------------------------------------------------------------------------------------
def is_working_day(day: date, street_id: int | None) -> bool:
    return _rule(street_id)(day)


def next_working_day(day: date, street_id: int | None) -> date:
    """`day` itself when it is a working day, otherwise the first after it: a deadline that ends on a
    day off moves on (期限顺延)."""
    return add_working_days(day, 0, street_id)


def add_working_days(day: date, count: int, street_id: int | None) -> date:
    """The `count`-th working day after `day`, before it when negative; zero is `next_working_day`.

    `day` itself is never counted (期间开始之日不计入): three working days from Friday end on Wednesday.
    """
    works = _rule(street_id)
    if count == 0:
        return day if works(day) else add_working_days(day, 1, street_id)
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not works(day):
            day += step
    return day


def working_days_between(start: date, end: date, street_id: int | None) -> int:
    """Working days after `start` up to and including `end`. When `end` is earlier, the working days
    from `end` up to the day before `start`, negative."""
    works = _rule(street_id)
    if end < start:
        return -sum(works(end + DAY * number) for number in range((start - end).days))
    return sum(works(start + DAY * number) for number in range(1, (end - start).days + 1))


def is_known(year: int, street_id: int | None) -> bool:
    """Whether the arrangement of the year is in the library or was entered in full."""
    return not missing_holidays(year, street_id)


def missing_holidays(year: int, street_id: int | None) -> list[str]:
    """Names of the legal holidays for which neither the library nor the office holds the arrangement."""
    if year in KNOWN_YEARS:
        return []
    overrides = _overrides(street_id)
    return [
        name for name, days in legal_holidays(year).items() if not all(overrides.get(day) for day in days)
    ]


def how_counted(year: int, street_id: int | None) -> str:
    """What a page says beside working days of a year that is not known in full; empty when it is."""
    missing = missing_holidays(year, street_id)
    if not missing:
        return ""
    whole = len(missing) == len(legal_holidays(year))
    state = "尚未录入" if whole else f"尚未录全（缺{'、'.join(missing)}）"
    return f"{year}年放假安排{state}，工作日暂按周一至周五、扣除法定节假日计算。"


# Rows -------------------------------------------------------------------------------------------
@contextmanager
def reading_once():
    """Within it the rows of a street are read once, whatever the number of questions."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


@receiver(request_started)
def _begin(**_signal):
    _read.set({})


@receiver(request_finished)
def _forget(**_signal):
    _read.set(None)


def _rule(street_id: int | None) -> Callable[[date], bool]:
    overrides = _overrides(street_id)

    def works(day: date) -> bool:
        return not overrides[day] if day in overrides else is_worked(day)

    return works


def _overrides(street_id: int | None) -> Overrides:
    read = _read.get()
    if read is None:
        return _load(street_id)
    if street_id not in read:
        read[street_id] = _load(street_id)
    return read[street_id]


def _load(street_id: int | None) -> Overrides:
    """The street's own rows come last and win."""
    rows = Holiday.objects.that_count_in(street_id).order_by(F("street").asc(nulls_first=True))
    return {row.first + DAY * number: row.is_off for row in rows for number in range(row.length)}
