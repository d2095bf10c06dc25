"""A span of time in words, in the office's own time zone."""

from datetime import UTC, datetime

import pytest

from portal.days import time_span

MORNING = datetime(2026, 3, 20, 1, tzinfo=UTC)  # 9:00 in Shanghai


@pytest.mark.parametrize(
    ("ends_at", "days_only", "words"),
    [
        (datetime(2026, 3, 20, 3, 30, tzinfo=UTC), False, "2026-03-20 09:00–11:30"),
        (datetime(2026, 3, 20, 3, 30, tzinfo=UTC), True, "2026-03-20 09:00–11:30"),
        (datetime(2026, 3, 20, 16, 30, tzinfo=UTC), False, "2026-03-20 09:00 至 2026-03-21 00:30"),
        (datetime(2026, 3, 20, 16, 30, tzinfo=UTC), True, "2026-03-20 至 2026-03-21"),
    ],
)
def test_span_names_the_day_once_and_over_midnight_both(ends_at, days_only, words):
    assert time_span(MORNING, ends_at, days_only=days_only) == words
