"""`make bench`: what a row says; how fast it was is for people to read."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.bench import page

COLUMNS = [
    "page",
    "account",
    "url",
    "status",
    "sql",
    "sql_ms",
    "processor_ms",
    "wall_ms",
    "ratio_to_floor",
    "kilobytes",
]


@pytest.fixture
def few(monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(page, "RUNS", 1)
    monkeypatch.setattr(page, "PAGES", [("officer", "人员列表", "/people/")])


def test_row_keeps_statements_database_and_processor_apart(officer, few):
    (row,) = page.as_rows(page.measure())
    assert list(row) == COLUMNS
    assert (row["status"], row["account"]) == (200, "officer")
    assert row["sql"] > 2
    assert row["sql_ms"] > 0
    assert row["processor_ms"] > 0
    assert row["ratio_to_floor"] > 1


def test_statements_are_counted_around_the_driver(officer, client, django_assert_num_queries):
    client.force_login(officer)
    client.get("/people/")
    visit = page.median_visit(client, "/people/")
    with django_assert_num_queries(visit.statements):
        client.get("/people/")


def test_without_the_demo_it_says_so(few, db):
    with pytest.raises(CommandError, match="manage.py demo"):
        call_command("bench", "page", stdout=StringIO())


def test_table_is_printed_and_kept(officer, few, settings):
    out = StringIO()
    call_command("bench", "page", stdout=out)
    assert "processor_ms" in out.getvalue()
    assert (settings.VAR_DIR / "bench" / "page.json").exists()


def test_list_pages_are_measured_short_and_long():
    assert {url for _, _, url in page.PAGES} >= {"/people/?size=25", "/people/?size=100", "/photos/?size=60"}
