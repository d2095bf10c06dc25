"""Figures against hand-counted answers, and the lights of 序时进度."""

from datetime import date
from decimal import Decimal

from activities.plans import metrics as plan_metrics
from activities.plans.lights import elapsed_share, light_of, share_of
from activities.plans.progress import progress_of, target_table
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.events import EventFactory
from tests.factories.activities.plans import PlanFactory, PlanRoundFactory, TargetFactory
from tests.factories.portal import CommunityFactory


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
