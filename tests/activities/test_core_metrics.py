"""Figures against hand-counted answers, and the lights of 序时进度."""

from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.events import metrics as event_metrics
from activities.plans import metrics as plan_metrics
from activities.plans.lights import elapsed_share, light_of, share_of
from activities.plans.progress import progress_of, target_table
from activities.projects import metrics as project_metrics
from portal.metrics import declared_in
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.events import EventFactory, ParticipationFactory
from tests.factories.activities.plans import PlanFactory, PlanRoundFactory, TargetFactory
from tests.factories.activities.projects import ThemeFactory
from tests.factories.portal import CommunityFactory

METRICS = [
    metric for module in (plan_metrics, project_metrics, event_metrics) for metric in declared_in(module)
]


def test_half_year_of_the_office_is_green_for_themes_and_yellow_for_events():
    """DOMAIN §4.4: 12 themes and 30 events planned; by 30 June 6 themes and 14 events."""
    elapsed = elapsed_share(YEAR, date(YEAR, 6, 30))
    assert elapsed == Decimal(181) / 365
    assert light_of(share_of(6, 12), elapsed) == "达标"
    assert light_of(share_of(14, 30), elapsed) == "滞后"
    assert light_of(share_of(11, 30), elapsed) == "严重滞后"


def test_elapsed_share_stays_within_the_year():
    assert elapsed_share(YEAR, date(YEAR - 1, 12, 31)) == 0
    assert elapsed_share(YEAR, date(YEAR + 1, 3, 1)) == 1
    assert elapsed_share(2024, date(2024, 12, 31)) == 1


def test_nothing_due_is_never_late():
    assert light_of(share_of(0, 10), Decimal(0)) == "达标"
    assert share_of(3, 0) == 0


def test_events_count_by_state_day_and_community(street, community, neighbour):
    EventFactory(community=community, closed=True, starts_at=at(3, 1), attendances=300)
    EventFactory(community=community, held=True, starts_at=at(6, 30, 23), attendances=200)
    EventFactory(community=community, held=True, starts_at=at(7, 1, 0), attendances=900)
    EventFactory(community=community, planned=True, starts_at=at(4, 1))
    EventFactory(community=neighbour, closed=True, starts_at=at(3, 1, year=YEAR - 1))
    EventFactory(community=None, street=street, closed=True, starts_at=at(3, 1))

    june = date(YEAR, 6, 30)
    assert event_metrics.events_closed.of_communities(street, YEAR, june) == {community.pk: 1}
    assert event_metrics.events_held.of_communities(street, YEAR, june) == {community.pk: 2}
    assert event_metrics.attendances.of_communities(street, YEAR, june) == {community.pk: 500}
    assert event_metrics.attendances.of_communities(street, YEAR, END) == {community.pk: 1400}


def test_theme_completion_is_events_of_themes_over_planned_and_never_above_one(street, community, neighbour):
    theme = ThemeFactory(community=community, year=YEAR, planned_events=3)
    ThemeFactory(community=community, year=YEAR, planned_events=1)
    EventFactory.create_batch(3, community=community, theme=theme, held=True, starts_at=at(5, 1))
    EventFactory(community=community, theme=theme, planned=True, starts_at=at(5, 1))
    full = ThemeFactory(community=neighbour, year=YEAR, planned_events=1)
    EventFactory.create_batch(2, community=neighbour, theme=full, closed=True, starts_at=at(5, 1))

    assert project_metrics.theme_completion.of_communities(street, YEAR, END) == {
        community.pk: Decimal("0.75"),
        neighbour.pk: 1,
    }
    assert project_metrics.themes.of_communities(street, YEAR, END) == {community.pk: 2, neighbour.pk: 1}


def test_plan_approved_day_is_that_of_the_first_approval(street, community, neighbour):
    plan = PlanFactory(community=community, year=YEAR)
    PlanRoundFactory(plan=plan, number=1, approved=True, decided_at=at(1, 31, 18))
    PlanRoundFactory(plan=plan, number=2, approved=True, decided_at=at(7, 1))
    early = PlanFactory(community=neighbour, year=YEAR)
    PlanRoundFactory(plan=early, approved=True, decided_at=at(12, 20, year=YEAR - 1))
    waiting = PlanFactory(community=CommunityFactory(street=street), year=YEAR)
    PlanRoundFactory(plan=waiting)

    assert plan_metrics.plan_approved_day.of_communities(street, YEAR, END) == {
        community.pk: 31,
        neighbour.pk: 1,
    }
    assert plan_metrics.plan_approved_day.of_communities(street, YEAR, date(YEAR, 1, 30)) == {neighbour.pk: 1}


def test_street_absences_count_unexcused_ones_of_events_that_took_place(street, community):
    def event(**state):
        return EventFactory(community=None, street=street, starts_at=at(3, 20), **state)

    ParticipationFactory(community=community, event=event(closed=True), state="absent")
    ParticipationFactory(community=community, event=event(held=True), state="excused")
    ParticipationFactory(community=community, event=event(planned=True), state="absent")

    assert event_metrics.street_absences.of_communities(street, YEAR, END) == {community.pk: 1}


def test_every_metric_takes_the_same_queries_for_one_community_and_for_four(street, community):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            for metric in METRICS:
                metric.compute(street, YEAR, END)
        return len(captured)

    EventFactory(community=community, closed=True, starts_at=at(3, 1))
    few = queries()
    for _ in range(3):
        EventFactory(community=CommunityFactory(street=street), closed=True, starts_at=at(3, 1))
    assert queries() == few


def test_figures_lead_to_the_rows_behind_them(client, officer, community):
    EventFactory(community=community, closed=True, starts_at=at(3, 1), title="已办结的")
    EventFactory(community=community, planned=True, starts_at=at(3, 1), title="没举办的")
    client.force_login(officer)
    for metric in METRICS:
        response = client.get(metric.rows_url(community, YEAR))
        assert response.status_code == 200, metric.key
        if metric.key == "events_closed":
            assert [str(row) for row in response.context["page_obj"]] == ["已办结的"]


def test_community_without_own_target_follows_the_street_plan(street, community, neighbour):
    shared = PlanFactory(community=None, street=street, year=YEAR)
    TargetFactory(plan=shared, kind="events", value=10)
    TargetFactory(plan=shared, kind="participants", value=100000, scope="street")
    TargetFactory(plan=PlanFactory(community=community, year=YEAR), kind="events", value=4)
    EventFactory.create_batch(2, community=community, closed=True, starts_at=at(3, 1))

    rows = target_table(street, YEAR, date(YEAR, 6, 30), [community, neighbour])
    events = [row.cells[1] for row in rows]
    assert [(cell.done, cell.target, cell.light) for cell in events] == [(2, 4, "达标"), (0, 10, "严重滞后")]
    assert [row.cells[4] for row in rows] == [None, None]


def test_street_plan_counts_communities_on_course_and_adds_up_what_is_street_wide(
    street, community, neighbour
):
    shared = PlanFactory(community=None, street=street, year=YEAR)
    TargetFactory(plan=shared, kind="events", value=2)
    TargetFactory(plan=shared, kind="participants", value=1000, scope="street")
    EventFactory.create_batch(2, community=community, closed=True, starts_at=at(3, 1), attendances=300)
    EventFactory(community=neighbour, closed=True, starts_at=at(3, 1), attendances=120)

    events, people = progress_of(shared, END)
    assert (events.done, events.target, events.unit) == (1, 2, "个社区达标")
    assert (people.done, people.target, people.percent) == (720, 1000, 72)
