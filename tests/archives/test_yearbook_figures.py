"""Metrics as the yearbook prints them."""

from decimal import Decimal

import pytest

from archives.yearbook.chapters.readings import Reading, figure
from portal.metrics import Metric


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "场", "—"),
        ("12345", "人次", "12,345"),
        ("0.865", "", "86.5%"),
        ("86.50", "分", "86.5"),
        ("120.0", "米", "120"),
    ],
)
def test_figures_print_as_the_office_writes_them(value, unit, text):
    assert figure(value if value is None else Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("unit", "whole", "absent"),
    [("场", "30", "0"), ("", "1500.0%", "—"), ("分", "15", "—"), ("日", "—", "—"), ("类", "—", "—")],
)
@pytest.mark.django_db
def test_the_streets_figure_adds_counts_averages_rates_and_skips_the_rest(community, unit, whole, absent):
    metric = Metric("key", "指标", unit, None, None, "定义。")
    reading = Reading(metric, {-1: Decimal(10), -2: Decimal(20)})
    assert reading.whole_text == whole
    assert reading.text(community) == absent
