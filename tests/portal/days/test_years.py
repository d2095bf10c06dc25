from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.days import end_of_year, last_day


def test_running_year_is_counted_up_to_the_day():
    assert last_day(2026, date(2026, 11, 25)) == date(2026, 11, 25)


def test_past_year_is_counted_whole():
    assert last_day(2025, date(2026, 11, 25)) == date(2025, 12, 31)


def test_day_is_today_unless_given(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 5, 4))
    assert last_day(2026) == date(2026, 5, 4)
    assert last_day(2025) == end_of_year(2025)


@given(st.integers(1, 9999), st.dates())
def test_never_beyond_the_year_nor_beyond_the_day(year, day):
    assert last_day(year, day) == min(end_of_year(year), day)
    assert last_day(year, day).year <= year
