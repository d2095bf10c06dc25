from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.schemes import scoring
from assessments.schemes.scoring import (
    Part,
    base_score,
    excellent_seats,
    item_mark,
    mark,
    rounded,
    total_score,
)

D = Decimal


YEAR = 2025


figures = st.decimals(0, 20000, places=2)


points = st.decimals("0.5", 20, places=1)


def part(rule, value_points, **more):
    return Part(metric="x", rule=rule, points=D(value_points), **{k: D(v) for k, v in more.items()})


TIERS = (("01-31", D(3)), ("02-29", D(2)), ("12-31", D(1)))


PLAN = Part(metric="x", rule="tiers", points=D(3), tiers=TIERS)


@pytest.mark.parametrize(
    ("formula", "value", "expected"),
    [
        (part("proportion", 3, target=4), "3", "2.25"),
        (part("proportion", 3, target=4), "9", "3"),
        (part("shortfall", 4, target=2, per=2), "1", "2"),
        (part("shortfall", 4, target=2, per=2), "0", "0"),
        (part("shortfall", 4, target=2, per=2), "5", "4"),
        (part("each", 4, per=2), "1", "2"),
        (part("each", 4, per=2), "3", "4"),
        (part("penalty", 6, per=2), "1", "4"),
        (part("penalty", 6, per=2), "9", "0"),
        (part("threshold", "1.5", target=2), "1", "0"),
        (part("threshold", "1.5", target=2), "2", "1.5"),
        (part("share", 8), "0.925", "7.4"),
        (part("share", 8), "1.2", "8"),
    ],
)
def test_mark_of_each_rule(formula, value, expected):
    assert mark(formula, D(value), year=YEAR) == D(expected)


def test_penalty_with_two_figures_takes_both_off():
    formula = Part(metric="late", rule="penalty", points=D(3), per=D("0.5"), also="missing", also_per=D(1))
    assert mark(formula, D(2), D(1), year=YEAR) == D(1)
    assert mark(formula, D(2), D(9), year=YEAR) == 0


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [
        (2025, date(2025, 1, 31), 3),
        (2025, date(2025, 2, 1), 2),
        (2025, date(2025, 2, 28), 2),
        (2025, date(2025, 3, 1), 1),
        (2024, date(2024, 2, 29), 2),
        (2024, date(2024, 3, 1), 1),
        (2025, date(2025, 12, 31), 1),
    ],
)
def test_plan_approval_is_graded_by_the_calendar_also_in_leap_years(year, day, expected):
    number = day.timetuple().tm_yday
    assert mark(PLAN, D(number), year=year) == expected


def test_plan_never_approved_gets_nothing():
    assert mark(PLAN, None, year=YEAR) == 0


@given(
    value=figures,
    full=points,
    target=st.decimals("0.5", 10000, places=1),
    per=points,
    rule=st.sampled_from(sorted(scoring.RULES)),
)
def test_marks_stay_between_zero_and_the_points(value, full, target, per, rule):
    value = min(value, D(366)) if rule == "tiers" else value
    formula = Part("x", rule, full, target, per, "y", per, ((("06-30"), full), ("12-31", full / 2)))
    assert 0 <= mark(formula, value, value, year=YEAR) <= full


@given(low=figures, high=figures, full=points, target=st.decimals("0.5", 10000, places=1), per=points)
def test_more_never_means_fewer_marks_where_more_is_better(low, high, full, target, per):
    low, high = sorted((low, high))
    for rule in ("proportion", "shortfall", "each", "threshold", "share"):
        formula = Part("x", rule, full, target, per)
        assert mark(formula, low, year=YEAR) <= mark(formula, high, year=YEAR)


@given(low=figures, high=figures, full=points, per=points)
def test_more_incidents_never_mean_more_marks(low, high, full, per):
    low, high = sorted((low, high))
    formula = Part("x", "penalty", full, per=per)
    assert mark(formula, low, year=YEAR) >= mark(formula, high, year=YEAR)


@given(early=st.integers(1, 365), late=st.integers(1, 365))
def test_an_earlier_day_never_means_fewer_marks(early, late):
    early, late = sorted((early, late))
    assert mark(PLAN, D(early), year=YEAR) >= mark(PLAN, D(late), year=YEAR)


@given(full=points, target=figures, per=points)
def test_part_survives_json(full, target, per):
    before = Part("x", "penalty", full, target, per, "y", per, (("01-31", full),))
    assert Part.from_json(before.to_json()) == before


def test_rounding_is_half_up_at_the_item_only():
    assert rounded(D("2.345")) == D("2.35")
    assert rounded(D("2.344")) == D("2.34")
    assert item_mark([D(1) / 3, D(1) / 3, D(1) / 3]) == D("1.00")


def test_base_without_exemptions_is_the_plain_sum():
    assert base_score([(D("40.5"), D(60), True), (D("39.5"), D(40), True)]) == D("80.00")


def test_base_is_rescaled_when_an_indicator_does_not_apply():
    assert base_score([(D(48), D(60), True), (None, D(40), False)]) == D("80.00")


def test_base_counts_an_open_mark_as_zero_and_survives_no_indicator():
    assert base_score([(None, D(60), True), (D(40), D(40), True)]) == D("40.00")
    assert base_score([]) == 0


@given(st.lists(st.tuples(st.decimals(0, 1, places=2), points, st.booleans()), min_size=1, max_size=26))
def test_base_stays_between_zero_and_a_hundred(rows):
    assert (
        0 <= base_score([(rounded(share * weight), weight, on) for share, weight, on in rows]) <= D("100.5")
    )


def test_total_never_falls_below_zero():
    assert total_score(D(5), D(0), D(10)) == 0
    assert total_score(D("92.4"), D(10), D(2)) == D("100.40")


@pytest.mark.parametrize(
    ("communities", "quota", "seats"), [(12, 30, 3), (10, 30, 3), (3, 30, 1), (12, 0, 0), (0, 30, 0)]
)
def test_excellent_seats(communities, quota, seats):
    assert excellent_seats(communities, quota) == seats
