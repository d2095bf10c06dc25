"""Demo data: one street's troupes and people once, then each year's practice, awards and ratings."""

from django.db import connection
from django.utils import timezone

from troupes.demo import groups, practice
from troupes.groups.models import Troupe
from troupes.practice.models import Rehearsal


def demo(street, year, rng):
    """Fill the tables for one street and year; what is there already is left alone."""
    today = timezone.localdate()
    _check_keys_at_once()
    if not Troupe.objects.filter(street=street).exists():
        groups.make_troupes(street, year, today, rng)
    if not Rehearsal.objects.filter(troupe__street=street).for_year(year).exists():
        practice.make_year(street, year, today, rng)


def _check_keys_at_once():
    """Check foreign keys with each statement instead of at the end. The history triggers open a
    subtransaction for every row, and PostgreSQL walks all waiting checks whenever one is rolled back:
    with tens of thousands of roll calls waiting, that takes longer than everything else together."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
