"""What holds without a row of the office: the yearly notice of the State Council and the law.

The library `chinese-calendar` carries the notices (国务院办公厅关于部分节假日安排的通知) up to the year of
its release. For other years there is only the law itself: 全国年节及纪念日放假办法, as revised for 2025.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import groupby

import chinese_calendar

from portal.days import lunar

KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)
DAY = timedelta(days=1)
FRIDAY = 5  # ISO


def is_worked(day: date) -> bool:
    """By the notice where the library holds it, otherwise Monday to Friday without the legal holidays."""
    weekday = day.isoweekday() <= FRIDAY
    if day.year in KNOWN_YEARS:
        return day in chinese_calendar.workdays or (weekday and day not in chinese_calendar.holidays)
    return weekday and not any(day in days for days in legal_holidays(day.year).values())


@cache
def legal_holidays(year: int) -> dict[str, tuple[date, ...]]:
    """{name: days} of the thirteen days that the law gives to all citizens; beyond the years of the
    lunar table only those of the solar calendar."""
    days = {
        "元旦": (date(year, 1, 1),),
        "劳动节": (date(year, 5, 1), date(year, 5, 2)),
        "国庆节": tuple(date(year, 10, number) for number in (1, 2, 3)),
    }
    if year in lunar.YEARS:
        feasts = lunar.lunar_festivals(year)
        spring = feasts["春节"]
        days["春节"] = (feasts["除夕"], spring, spring + DAY, spring + 2 * DAY)
        days |= {name: (feasts[name],) for name in ("清明节", "端午节", "中秋节")}
    return dict(sorted(days.items(), key=lambda item: item[1]))


@cache
def notice_in_words(year: int) -> list[str]:
    """The library's notice of the year, a line for each holiday: 国庆节：10月1日至7日放假，9月20日上班."""
    off, worked = _by_holiday(chinese_calendar.holidays, year), _by_holiday(chinese_calendar.workdays, year)
    return [f"{_chinese(name)}：{_sentence(days, worked.get(name, []))}" for name, days in off.items()]


def _by_holiday(days: dict[date, str], year: int) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for day in sorted(days):
        if day.year == year:
            found.setdefault(days[day], []).append(day)
    return found


def _chinese(name: str) -> str:
    return chinese_calendar.Holiday(name).chinese


def _sentence(off: list[date], worked: list[date]) -> str:
    free = "、".join(_span(days) for days in _runs(off)) + "放假"
    return f"{free}，{'、'.join(_words(day) for day in worked)}上班" if worked else free


def _runs(days: Iterable[date]) -> list[list[date]]:
    """Days in order, cut where one is missing."""
    numbered = groupby(enumerate(days), key=lambda item: item[1] - item[0] * DAY)
    return [[day for _, day in run] for _, run in numbered]


def _span(days: list[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return _words(first)
    return (
        f"{_words(first)}至{last.day}日" if first.month == last.month else f"{_words(first)}至{_words(last)}"
    )


def _words(day: date) -> str:
    return f"{day.month}月{day.day}日"
