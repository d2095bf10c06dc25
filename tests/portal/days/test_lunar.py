"""The lunar calendar against dates printed in calendars, and its round trip."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.days import lunar_festivals, lunar_text, same_lunar_day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 25), "农历十月十七"),
        (date(2026, 2, 17), "农历正月初一"),
        (date(2026, 2, 16), "农历腊月廿九"),
        (date(2025, 7, 25), "农历闰六月初一"),
        (date(2026, 3, 8), "农历正月二十"),
        (date(2026, 12, 20), "农历冬月十二"),
    ],
)
def test_lunar_day_in_words(day, words):
    assert lunar_text(day) == words


def test_festivals_of_2026_in_order():
    assert list(lunar_festivals(2026).items()) == [
        ("腊八节", date(2026, 1, 26)),
        ("北方小年", date(2026, 2, 10)),
        ("南方小年", date(2026, 2, 11)),
        ("除夕", date(2026, 2, 16)),
        ("春节", date(2026, 2, 17)),
        ("元宵节", date(2026, 3, 3)),
        ("清明节", date(2026, 4, 5)),
        ("端午节", date(2026, 6, 19)),
        ("七夕", date(2026, 8, 19)),
        ("中秋节", date(2026, 9, 25)),
        ("重阳节", date(2026, 10, 18)),
    ]


def test_laba_of_the_winter_may_fall_in_the_december_before():
    assert lunar_festivals(2023)["腊八节"] == date(2022, 12, 30)


@given(st.integers(1901, 2100))
def test_every_other_festival_lies_in_its_calendar_year(year):
    outside = {name for name, day in lunar_festivals(year).items() if day.year != year}
    assert outside <= {"腊八节"}


def test_lantern_festival_comes_again_as_lantern_festival():
    assert same_lunar_day(date(2026, 3, 3), 2027) == date(2027, 2, 20)
    assert same_lunar_day(date(2026, 9, 25), 2027) == date(2027, 9, 15)


def test_day_of_the_twelfth_month_stays_in_the_calendar_year():
    assert same_lunar_day(date(2026, 1, 26), 2027) == date(2027, 1, 15)


def test_leap_month_becomes_the_month_it_repeats():
    assert lunar_text(date(2025, 7, 25)) == "农历闰六月初一"
    assert lunar_text(same_lunar_day(date(2025, 7, 25), 2026)) == "农历六月初一"


def test_thirtieth_of_a_short_month_becomes_its_last_day():
    eve = date(2025, 1, 28)  # 腊月廿九
    assert lunar_text(date(2024, 2, 9)) == "农历腊月三十"
    assert same_lunar_day(date(2024, 2, 9), 2025) == eve


def test_calendar_year_without_that_lunar_day_has_none():
    """腊月初八 fell on 30 December 2022 and on 18 January 2024."""
    assert same_lunar_day(date(2022, 12, 30), 2023) is None


def test_days_beyond_the_table_are_refused():
    with pytest.raises(ValueError, match="Invalid day"):
        lunar_text(date(1899, 1, 1))


@given(st.dates(date(1902, 1, 1), date(2099, 12, 31)), st.integers(1902, 2099))
def test_same_lunar_day_keeps_month_and_day(day, year):
    found = same_lunar_day(day, year)
    assume(found is not None)
    assert found.year == year
    if "三十" not in lunar_text(day):
        assert lunar_text(found).replace("闰", "") == lunar_text(day).replace("闰", "")


@given(st.dates(date(1902, 3, 1), date(2099, 10, 31)), st.integers(1902, 2099))
def test_there_and_back_again(day, year):
    """From 正月 to 九月 each lunar day comes once a calendar year, leap months and the 30th apart."""
    words = lunar_text(day)
    assume(words[2] not in "闰十冬腊" and "三十" not in words)
    assert same_lunar_day(same_lunar_day(day, year), day.year) == day
