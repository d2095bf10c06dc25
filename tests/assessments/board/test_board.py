"""The leader's board: its figures, who may read it, and that it leads to the rows."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.events.figures import by_month
from activities.funds.figures import totals_by_channel
from activities.models import Event, FundLine, Project
from assessments.board import figures as dashboard
from assessments.models import Assessment
from portal.models import Community
from tests.factories.activities.events import EventFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory
from tests.factories.assessments.marking import AssessmentFactory
from tests.factories.assessments.schemes import SchemeFactory

pytestmark = pytest.mark.django_db


YEAR = 2024


BOARD = "assessments:dashboard"


def moment(month, day):
    return timezone.make_aware(datetime(YEAR, month, day, 9))


def test_months_count_only_what_took_place(community, leader):
    EventFactory(community=community, held=True, starts_at=moment(3, 5), attendances=120)
    EventFactory(community=community, closed=True, starts_at=moment(3, 20), attendances=80, people=60)
    EventFactory(community=community, planned=True, starts_at=moment(3, 25))
    rows = by_month(Event.objects.visible_to(leader), YEAR)
    assert [row.month for row in rows] == list(range(1, 13))
    assert (rows[2].events, rows[2].attendances) == (2, 200)
    assert sum(row.events for row in rows) == 2


def test_money_keeps_the_three_channels_apart_and_other_streets_out(community, leader, foreigner):
    line = FundLineFactory(community=community, year=YEAR, channel="upper", budget=1000, received=600)
    ExpenseFactory(line=line, amount=Decimal("150.50"), spent_on=date(YEAR, 5, 1))
    FundLineFactory(community=None, street=foreigner.street, year=YEAR, channel="upper", budget=9999)
    *rows, whole = totals_by_channel(FundLine.objects.visible_to(leader).for_year(YEAR))
    assert [row.label for row in rows] == ["向上争取", "街道出资", "自筹"]
    assert (rows[0].budget, rows[0].received, rows[0].spent) == (1000, 600, Decimal("150.50"))
    assert rows[0].spent_share == Decimal("0.1505")
    assert rows[1].spent_share == 0
    assert (whole.label, whole.spent) == ("合计", Decimal("150.50"))


def test_project_rows_count_steps_and_events(street, leader):
    project = ProjectFactory(five=True, community=None, street=street, year=YEAR)
    MilestoneFactory(project=project, due_on=date(YEAR, 3, 1), done_on=date(YEAR, 2, 20))
    MilestoneFactory(project=project, due_on=date(YEAR, 4, 1), done_on=None)
    EventFactory(community=None, street=street, project=project, held=True, starts_at=moment(3, 5))
    EventFactory(community=None, street=street, project=project, starts_at=moment(5, 5))
    [row] = dashboard.project_rows(Project.objects.visible_to(leader), YEAR)
    assert (row.steps_done, row.steps, row.steps_late) == (1, 2, 1)
    assert (row.shows_done, row.shows) == (1, 1)


def test_progress_adds_communities_up_and_takes_the_street_target_as_it_stands(street, community):
    own, whole = (
        PlanFactory(community=community, year=YEAR),
        PlanFactory(community=None, street=street, year=YEAR),
    )
    TargetFactory(plan=own, kind="events", scope="community", value=10)
    TargetFactory(plan=whole, kind="corridor", scope="street", value=100)
    EventFactory(community=community, held=True, starts_at=moment(3, 5))
    rows = dashboard.year_progress(street, [community], YEAR, date(YEAR, 6, 30))
    figures = {row.kind: (row.target, row.done, row.light) for row in rows}
    assert figures == {"events": (10, 1, "严重滞后"), "corridor": (100, 0, "严重滞后")}


def test_communities_are_ranked_by_the_mark_their_own_pages_show(community, stranger, leader):
    scheme = SchemeFactory(community=community, year=YEAR, published=True)
    AssessmentFactory(scheme=scheme, community=community, total=Decimal("71.00"))
    AssessmentFactory(scheme=scheme, community=stranger.community, total=Decimal("88.50"))
    rows = dashboard.communities_ranked(
        list(Community.objects.visible_to(leader)),
        Assessment.objects.visible_to(leader),
        leader.street,
        YEAR,
        date(YEAR, 12, 31),
    )
    assert [(row.community, row.points) for row in rows] == [
        (stranger.community, Decimal("88.50")),
        (community, Decimal("71.00")),
    ]


def test_board_leads_to_the_rows_behind_its_figures(client, leader, community):
    PlanFactory(community=community, year=YEAR)
    EventFactory(community=community, held=True, starts_at=moment(3, 5), attendances=120)
    client.force_login(leader)
    page = client.get(reverse(BOARD), {"year": YEAR}).content.decode()
    assert f"{YEAR}年文体工作看板" in page
    assert f'href="{reverse("activities:event-list")}?year={YEAR}&amp;month=3"' in page
    assert 'data-value="120"' in page


def test_board_of_an_unknown_year_shows_this_year(client, leader):
    client.force_login(leader)
    page = client.get(reverse(BOARD), {"year": "1066"}).content.decode()
    assert f"{timezone.localdate().year}年文体工作看板" in page


def test_board_is_refused_to_staff_with_a_reason(client, staff):
    client.force_login(staff)
    answer = client.get(reverse(BOARD))
    assert answer.status_code == 403
    assert "看板供街道领导和街道文化员使用" in answer.content.decode()


def test_board_costs_the_same_with_more_rows(client, leader, community, stranger):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(BOARD), {"year": YEAR})
        return len(captured)

    def fill():
        for place in (community, stranger.community):
            EventFactory(community=place, held=True, starts_at=moment(3, 5))
            ProjectFactory(community=place, year=YEAR)

    PlanFactory(community=community, year=YEAR)
    client.force_login(leader)
    fill()
    statements()
    few = statements()
    fill()
    assert statements() == few
