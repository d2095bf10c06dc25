"""To-dos, the year's state and the figures of dossiers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archives.dossiers import metrics
from archives.dossiers.contributions import DossierContribution
from archives.dossiers.steps import DOSSIER
from archives.materials import metrics as photo_metrics
from portal.days import add_working_days
from portal.metrics import declared_in
from tests.factories.archives.dossiers import DossierFactory, HeldEventFactory, MaterialFactory

pytestmark = pytest.mark.django_db
contributed = DossierContribution()


# To-dos, state, figures -------------------------------------------------------------------------
def test_todos_of_staff_lead_to_the_slot_and_returned_ones_come_first(community, staff, officer):
    gaps = DossierFactory(community=community)
    returned = DossierFactory(community=community, submitted=True)
    DOSSIER.take("return", returned, by=officer, reason="补签到表")
    todos = contributed.todos(staff)
    assert [todo.url for todo in todos] == [
        returned.get_absolute_url(),
        f"{gaps.get_absolute_url()}#slot-document",
    ]
    assert todos[0].detail == "补签到表"
    assert todos[0].due == add_working_days(timezone.localdate(), 3, community.street_id)
    assert todos[1].due == timezone.localdate(gaps.event.ends_at) + timedelta(days=30)
    assert "资料、素材、总结" in todos[1].title


def test_todos_of_the_officer_are_reviews_and_the_streets_own_dossiers(community, officer, foreigner):
    waiting = DossierFactory(community=community, submitted=True)
    DossierFactory(community=community)
    own = DossierFactory(event=HeldEventFactory(community=None, street=community.street))
    urls = {todo.url for todo in contributed.todos(officer)}
    assert urls == {waiting.get_absolute_url(), f"{own.get_absolute_url()}#slot-document"}
    assert contributed.todos(foreigner) == []


def test_todos_take_the_same_queries_for_one_and_three(community, staff):
    DossierFactory(community=community)
    with CaptureQueriesContext(
        connection,
    ) as one:
        contributed.todos(staff)
    DossierFactory.create_batch(2, community=community)
    with CaptureQueriesContext(connection) as three:
        contributed.todos(staff)
    assert len(one) == len(three) <= 4


def test_year_state_is_the_mean_and_counts_what_is_late(community, staff):
    DossierFactory(community=community, whole=True)
    long_ago = timezone.now() - timedelta(days=32)
    DossierFactory(event=HeldEventFactory(community=community, starts_at=long_ago))
    years = {(timezone.localtime(long_ago)).year, timezone.localdate().year}
    facts = [fact for year in years for fact in contributed.year_state(staff, year)]
    if len(years) == 1:
        assert [(fact.value, fact.note) for fact in facts] == [(70, "1 份逾期未交")]
    else:
        assert {fact.value for fact in facts} == {100, 40}


def test_completeness_is_the_mean_over_ended_events(community):
    year = 2025
    held = {"starts_at": timezone.make_aware(timezone.datetime(year, 5, 1, 9))}
    DossierFactory(event=HeldEventFactory(community=community, **held), whole=True)
    DossierFactory(event=HeldEventFactory(community=community, **held))
    HeldEventFactory(community=community, **held)  # nobody opened a dossier: it counts as empty
    DossierFactory(event=HeldEventFactory(community=community, status="cancelled", reason="下雨", **held))
    street = community.street
    assert metrics.dossier_completeness.of_communities(street, year, date(year, 12, 31)) == {
        community.pk: Decimal("0.4667")
    }
    assert metrics.dossier_completeness.of_communities(street, year, date(year, 4, 30)) == {}


def test_completeness_of_four_slots_is_eighty_percent(community):
    dossier = DossierFactory(community=community, whole=True)
    dossier.materials.filter(slot="document").delete()
    today = timezone.localdate()
    year = timezone.localtime(dossier.event.starts_at).year
    assert metrics.dossier_completeness.of_communities(community.street, year, today) == {
        community.pk: Decimal("0.8000")
    }


def test_described_share_wants_all_five_entries(community):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier)
    for name in ("title", "place", "people", "photographer"):
        MaterialFactory(dossier=dossier, **{name: ""})
    MaterialFactory(dossier=dossier, taken_at=None)
    MaterialFactory(dossier=dossier, state="broken")
    year = timezone.localtime(dossier.event.starts_at).year
    found = photo_metrics.photos_described(community.street, year, timezone.localdate())
    assert found == {community.pk: Decimal("0.1667")}


def test_on_time_counts_what_is_due_or_handed_in(community):
    year = 2025
    start = timezone.make_aware(timezone.datetime(year, 5, 1, 9))
    for days in (30, 31):
        event = HeldEventFactory(community=community, starts_at=start)
        DossierFactory(event=event, submitted=True, submitted_at=start + timedelta(days=days))
    DossierFactory(event=HeldEventFactory(community=community, starts_at=start))
    assert metrics.dossiers_on_time.of_communities(community.street, year, date(year, 12, 31)) == {
        community.pk: Decimal("0.3333")
    }
    assert metrics.dossiers_on_time.of_communities(community.street, year, date(year, 5, 31)) == {
        community.pk: Decimal("1.0000")
    }


def test_metrics_take_the_same_queries_for_one_and_three_communities(community, stranger):
    today = timezone.localdate()

    def count():
        with CaptureQueriesContext(connection) as queries:
            for metric in [*declared_in(metrics), *declared_in(photo_metrics)]:
                metric.compute(community.street, today.year, today)
        return len(queries)

    DossierFactory(community=community, whole=True)
    one = count()
    DossierFactory.create_batch(2, community=stranger.community, submitted=True)
    assert count() == one
