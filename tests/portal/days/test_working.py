"""Working days: the library's notices, the office's rows over them, and years that nobody knows yet."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from portal.days import (
    add_working_days,
    how_counted,
    is_known,
    is_working_day,
    missing_holidays,
    next_working_day,
    reading_once,
    working_days_between,
)
from portal.days.statutory import KNOWN_YEARS, legal_holidays, notice_in_words
from tests.factories.portal import StreetFactory
from tests.factories.portal_days import HolidayFactory

UNKNOWN = max(KNOWN_YEARS) + 1
DAY = timedelta(days=1)


def enter(street, first, last=None, kind="off", name="国庆节"):
    return HolidayFactory(street=street, name=name, kind=kind, first=first, last=last or first)


def enter_year(street, year):
    for name, days in legal_holidays(year).items():
        enter(street, days[0], days[-1], name=name)


# The notices of the State Council ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),  # 国庆节, a Thursday
        (date(2026, 10, 10), True),  # a Saturday worked for it
        (date(2026, 2, 23), False),  # the last day of 春节, a Monday
        (date(2026, 2, 28), True),  # a Saturday worked for it
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), False),
        (date(2020, 1, 31), False),  # 春节 prolonged by the epidemic
    ],
)
def test_notice_decides_in_a_year_the_library_holds(day, works, db):
    assert is_working_day(day, None) is works


def test_notice_reads_as_the_office_writes_it():
    lines = notice_in_words(2026)
    assert lines[0] == "元旦：1月1日至3日放假，1月4日上班"
    assert lines[-1] == "国庆节：10月1日至7日放假，9月20日、10月10日上班"
    assert notice_in_words(UNKNOWN) == []


def test_three_working_days_from_a_friday_end_on_wednesday(db):
    assert add_working_days(date(2026, 11, 20), 3, None) == date(2026, 11, 25)


def test_five_working_days_step_over_the_national_holiday(db):
    assert add_working_days(date(2026, 9, 30), 5, None) == date(2026, 10, 13)


def test_deadline_on_a_day_off_moves_on_to_the_next_working_day(db):
    assert next_working_day(date(2026, 10, 3), None) == date(2026, 10, 8)
    assert next_working_day(date(2026, 10, 8), None) == date(2026, 10, 8)


def test_backwards_skips_days_off_too(db):
    assert add_working_days(date(2026, 10, 8), -1, None) == date(2026, 9, 30)


def test_between_counts_the_end_and_not_the_start(db):
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 25), None) == 3
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 20), None) == -3
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 25), None) == 0


# Years that the library does not hold ------------------------------------------------------------
def test_unknown_year_counts_weekdays_without_the_legal_holidays_and_says_so(street):
    national_day = date(UNKNOWN, 10, 1)
    assert not is_working_day(national_day, street.pk)
    monday = date.fromisocalendar(UNKNOWN, 30, 1)
    assert [is_working_day(monday + DAY * n, street.pk) for n in range(7)] == [True] * 5 + [False] * 2
    assert not is_known(UNKNOWN, street.pk)
    sentence = how_counted(UNKNOWN, street.pk)
    assert f"{UNKNOWN}年放假安排尚未录入" in sentence
    assert "按周一至周五" in sentence


def test_known_year_has_nothing_to_say(street):
    assert is_known(2026, street.pk)
    assert how_counted(2026, street.pk) == ""


def test_year_is_known_once_every_legal_holiday_was_entered(street):
    assert missing_holidays(UNKNOWN, street.pk) == list(legal_holidays(UNKNOWN))
    enter_year(street, UNKNOWN)
    assert missing_holidays(UNKNOWN, street.pk) == []
    assert is_known(UNKNOWN, street.pk)


def test_half_a_holiday_is_still_missing(street):
    first, second = legal_holidays(UNKNOWN)["劳动节"]
    enter(street, first, name="劳动节")
    assert "劳动节" in missing_holidays(UNKNOWN, street.pk)
    enter(street, second, name="劳动节")
    assert "劳动节" not in missing_holidays(UNKNOWN, street.pk)
    assert f"{UNKNOWN}年放假安排尚未录全（缺元旦、春节、" in how_counted(UNKNOWN, street.pk)


def test_rows_of_all_streets_make_a_year_known_everywhere(street):
    enter_year(None, UNKNOWN)
    assert is_known(UNKNOWN, street.pk)
    assert is_known(UNKNOWN, None)


def test_legal_holidays_are_thirteen_days():
    for year in (2025, 2026, 2027, 2050):
        assert sum(map(len, legal_holidays(year).values())) == 13


def test_years_beyond_the_lunar_table_have_only_the_solar_holidays(db):
    assert list(legal_holidays(2300)) == ["元旦", "劳动节", "国庆节"]
    assert not is_working_day(date(2300, 10, 1), None)


# The office's rows -----------------------------------------------------------------------------
def test_row_of_the_street_overrides_the_notice(street):
    working, off = date(2026, 11, 25), date(2026, 11, 28)
    enter(street, working)
    enter(street, off, kind="work")
    assert not is_working_day(working, street.pk)
    assert is_working_day(off, street.pk)


def test_row_of_another_street_changes_nothing(street):
    enter(StreetFactory(), date(2026, 11, 25))
    assert is_working_day(date(2026, 11, 25), street.pk)


def test_row_of_the_street_wins_over_the_row_of_all_streets(street):
    day = date(2026, 11, 25)
    enter(street, day, kind="work")
    enter(None, day)
    assert is_working_day(day, street.pk)
    assert not is_working_day(day, None)
    assert not is_working_day(day, StreetFactory().pk)


def test_every_day_of_a_row_counts_to_its_last(street):
    enter(street, date(UNKNOWN, 3, 1), date(UNKNOWN, 3, 5))
    assert not any(is_working_day(date(UNKNOWN, 3, n), street.pk) for n in range(1, 6))


# Queries ---------------------------------------------------------------------------------------
@contextmanager
def a_request():
    """A request as the signals see it; the test keeps its connection, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        request_started.send(sender=None)
        yield
        request_finished.send(sender=None)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def ask_hundred(street):
    with CaptureQueriesContext(connection) as captured:
        for number in range(100):
            add_working_days(date(2026, 1, 1) + DAY * number, 5, street.pk)
    return len(captured)


def test_one_question_is_one_query(street, django_assert_num_queries):
    with django_assert_num_queries(1):
        add_working_days(date(2026, 9, 1), 60, street.pk)


def test_hundred_deadlines_of_a_request_cost_one_query(street):
    with a_request():
        assert ask_hundred(street) == 1


def test_job_reads_once_and_sees_new_rows_afterwards(street):
    day = date(2026, 11, 25)
    with reading_once():
        assert ask_hundred(street) == 1
    enter(street, day)
    assert not is_working_day(day, street.pk)


def test_next_request_sees_a_row_entered_in_between(street):
    day = date(2026, 11, 25)
    for works in (True, False):
        with a_request():
            assert is_working_day(day, street.pk) is works
        if works:
            enter(street, day)


# Properties ------------------------------------------------------------------------------------
days = st.dates(date(2019, 1, 1), date(UNKNOWN + 2, 12, 31))
counts = st.integers(-40, 40)


@pytest.fixture
def ruled(street):
    """A street with rows of its own, read once for all examples."""
    enter(street, date(2026, 3, 2), date(2026, 3, 6))
    enter(street, date(2026, 3, 8), kind="work")
    with reading_once():
        is_working_day(date(2026, 1, 1), street.pk)
        yield street.pk


def test_between_undoes_add(ruled):
    @given(days, counts)
    def check(day, count):
        end = add_working_days(day, count, ruled)
        assert is_working_day(end, ruled)
        if count:
            assert working_days_between(day, end, ruled) == count

    check()


def test_add_is_monotone_in_day_and_count(ruled):
    @given(days, days, counts, counts)
    def check(one, other, few, many):
        early, late = sorted((one, other))
        few, many = sorted((few, many))
        assert add_working_days(early, few, ruled) <= add_working_days(late, few, ruled)
        assert add_working_days(early, few, ruled) <= add_working_days(early, many, ruled)

    check()


def test_between_adds_up_over_a_day_in_the_middle(ruled):
    @given(days, st.integers(0, 60), st.integers(0, 60))
    def check(start, one, two):
        middle, end = start + DAY * one, start + DAY * (one + two)
        whole = working_days_between(start, end, ruled)
        assert whole == working_days_between(start, middle, ruled) + working_days_between(middle, end, ruled)

    check()
