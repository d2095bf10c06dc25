"""Figures computed once where a book asks for them many times."""

from datetime import date
from types import SimpleNamespace

from portal.metrics import Group, Metric, computing_once

STREET = SimpleNamespace(pk=1)
DAY = date(2025, 12, 31)


def counting():
    """A metric that answers how often it was computed."""
    calls = []

    def compute(street, year, until):
        calls.append(year)
        return {None: len(calls)}

    return Metric("calls", "次数", "次", None, Group.EVENTS, "定义。", compute, None)


def test_figure_is_computed_anew_each_time():
    calls = counting()
    assert [calls(STREET, 2025, DAY)[None] for _ in range(2)] == [1, 2]


def test_within_a_book_a_figure_of_one_year_is_computed_once():
    calls = counting()
    with computing_once():
        asked = [calls(STREET, year, DAY)[None] for year in (2025, 2025, 2024)]
    assert asked == [1, 1, 2]
    assert calls(STREET, 2025, DAY)[None] == 3


def test_whoever_changes_an_answer_changes_nothing_for_the_next():
    calls = counting()
    with computing_once():
        calls(STREET, 2025, DAY).clear()
        assert calls(STREET, 2025, DAY) == {None: 1}
