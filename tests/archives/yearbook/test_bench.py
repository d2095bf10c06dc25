"""`make bench`, case `yearbook`: what its rows say; how fast they are is for people to read."""

import pytest

from archives.yearbook import bench

pytestmark = pytest.mark.django_db


def test_rows_set_two_builds_beside_the_bare_typesetter(yearbook, small_year, monkeypatch):
    monkeypatch.setattr(bench, "RUNS", 1)
    first, later, floor = bench.as_rows(bench.measure())
    assert [row["step"] for row in (first, later, floor)] == ["首次编印", "再次编印", "仅排版"]
    assert (floor["ratio_to_floor"], floor["processor_ratio"]) == (1, 1)
    assert later["seconds"] > 0
    assert later["processor_seconds"] > 0
    assert not yearbook.editions.exists()


def test_without_a_yearbook_it_says_what_is_missing():
    with pytest.raises(LookupError, match="manage.py demo"):
        bench.measure()
