"""The lunar calendar (农历), for 1901 to 2100. Days beyond raise ValueError."""

from datetime import date

from borax.calendars.lunardate import LCalendars, LunarDate, TermUtils

WINTER = {"腊八节": (12, 8), "北方小年": (12, 23), "南方小年": (12, 24)}  # of the lunar year before 春节
FEASTS = {
    "春节": (1, 1),
    "元宵节": (1, 15),
    "端午节": (5, 5),
    "七夕": (7, 7),
    "中秋节": (8, 15),
    "重阳节": (9, 9),
}
LONGEST_MONTH = 30
YEARS = range(1901, 2101)  # calendar years that the table covers whole


def lunar_text(day: date) -> str:
    """The lunar day in words: 农历十月十六, 农历闰六月初一, 农历腊月廿九."""
    return f"农历{LunarDate.from_solar(day).cn_md}"


def lunar_festivals(year: int) -> dict[str, date]:
    """{name: date} of the traditional festivals around the calendar year, in order of their days.

    From 腊八节 in the winter before the 春节 of `year` to 重阳节: each name once. All lie within `year`
    except that 腊八节 may fall on the last days of the December before. 清明节 is a solar term.
    """
    found = {name: _solar(year - 1, *lunar) for name, lunar in WINTER.items()}
    found["除夕"] = _solar(year - 1, 12, LONGEST_MONTH)
    found |= {name: _solar(year, *lunar) for name, lunar in FEASTS.items()}
    found["清明节"] = TermUtils.nth_term_day(year, term_name="清明")
    return dict(sorted(found.items(), key=lambda item: item[1]))


def same_lunar_day(day: date, year: int) -> date | None:
    """The day of calendar year `year` with the lunar month and day of `day`: 元宵节 for a 元宵节.

    A leap month (闰月) that the other year lacks becomes the month it repeats, the 30th of a short month
    its 29th. Of two such days in one year (possible in 冬月 and 腊月) the one nearer to the season of
    `day` counts; None when the year has none, because it fell before 1 January or comes after 31 December.
    """
    lunar = LunarDate.from_solar(day)
    leap = bool(lunar.leap)
    both = [_solar(number, lunar.month, lunar.day, leap=leap) for number in (year - 1, year)]
    season = day.timetuple().tm_yday
    inside = [found for found in both if found.year == year]
    return min(inside, key=lambda found: abs(found.timetuple().tm_yday - season), default=None)


def _solar(lunar_year: int, month: int, day: int, *, leap: bool = False) -> date:
    """The solar date; a leap month or a 30th that the year lacks gives way as `same_lunar_day` says."""
    leaps = int(leap and LCalendars.leap_month(lunar_year) == month)
    length = LCalendars.ndays(lunar_year, month, leaps)
    return LunarDate(lunar_year, month, min(day, length), leaps).to_solar_date()
