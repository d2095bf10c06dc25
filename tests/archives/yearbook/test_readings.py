"""Metrics as the yearbook prints them."""

from decimal import Decimal

import pytest

from archives.yearbook.chapters.readings import Reading, figure
from portal.metrics import Group, Kind, Metric


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, Kind.COUNT, "—"),
        ("12345", Kind.COUNT, "12,345"),
        ("0.865", Kind.SHARE, "86.5%"),
        ("86.50", Kind.MARK, "86.5"),
        ("120.0", Kind.COUNT, "120"),
    ],
)
def test_figures_print_as_the_office_writes_them(value, kind, text):
    assert figure(value if value is None else Decimal(value), kind) == text


@pytest.mark.parametrize(
    ("kind", "whole", "absent"),
    [
        (Kind.COUNT, "30", "0"),
        (Kind.MONEY, "30", "0"),
        (Kind.SHARE, "1500.0%", "—"),
        (Kind.MARK, "15", "—"),
        (Kind.DAY, "—", "—"),
        (Kind.VARIETY, "—", "—"),
    ],
)
@pytest.mark.django_db
def test_the_streets_figure_adds_counts_averages_rates_and_skips_the_rest(community, kind, whole, absent):
    metric = Metric("key", "指标", "", kind, Group.EVENTS, "定义。", None, None)
    reading = Reading(metric, {-1: Decimal(10), -2: Decimal(20)})
    assert reading.whole_text == whole
    assert reading.text(community) == absent
