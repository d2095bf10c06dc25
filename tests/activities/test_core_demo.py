"""The demo's year: whole last year, this year up to today, something to do for every role."""

import random

import pytest
from django.utils import timezone

from activities.events.contributions import EventContribution
from activities.models import Event, Milestone, Plan, PlanRound, Project
from activities.plans.contributions import PlanContribution
from activities.plans.progress import target_table
from activities.projects.contributions import ProjectContribution
from portal.contributions import Contribution
from tests.factories.portal import CommunityFactory, UserFactory
from tests.offers import offered

NOUNS = [PlanContribution(), ProjectContribution(), EventContribution()]

TODAY = timezone.localdate()
# In the first and last weeks of a year what waits for somebody belongs to the neighbouring year.
WELL_INSIDE_THE_YEAR = 12 <= TODAY.timetuple().tm_yday <= 340


@pytest.fixture
def longquan(street, community, officer, leader, staff, stranger):
    while street.communities.count() < 12:
        UserFactory(community=CommunityFactory(street=street))
    for year in (TODAY.year - 1, TODAY.year):
        PlanContribution().demo(street, year, random.Random(year))
    return street


def test_demo_is_whole_and_nothing_ahead_is_done(longquan, officer, leader, staff):
    last, this = TODAY.year - 1, TODAY.year
    assert Plan.objects.filter(year=last, status="approved").count() == 13
    assert Project.objects.filter(year=this).exclude(kind="brand").count() == 5
    assert set(Event.objects.for_year(last).values_list("status", flat=True)) == {"closed"}
    assert not Event.objects.held().filter(ends_at__gt=timezone.now()).exists()
    assert not Event.objects.filter(closed_at__gt=timezone.now()).exists()
    assert not Milestone.objects.filter(done_on__gt=TODAY).exists()
    assert PlanRound.objects.filter(plan__year=last, decision="returned").count() == 2
    for event in Event.objects.filter(starts_at__year=last).select_related("community"):
        event.full_clean()


def test_demo_communities_hold_eight_events_or_more_and_some_miss_their_targets(longquan):
    rows = target_table(longquan, TODAY.year - 1, TODAY, list(longquan.communities.order_by("position")))
    people = [row.cells[4] for row in rows]
    assert {cell.light for cell in people} >= {"达标", "滞后"}
    assert all(row.cells[1].done >= 8 for row in rows)
    assert any(row.cells[1].done < 10 for row in rows)


@pytest.mark.skipif(not WELL_INSIDE_THE_YEAR, reason="the days around New Year")
def test_demo_leaves_something_to_do_for_each_role(longquan, officer, leader, staff):
    kinds = {
        user.username: {todo.kind for todo in offered(NOUNS, Contribution.todos, user)}
        for user in (officer, leader, staff)
    }
    assert kinds["officer"] >= {"项目节点", "登记举办"}
    assert kinds["staff"] >= {"登记举办", "活动草稿", "街道邀请", "活动任务"}
    assert kinds["leader"] == {"计划审批"}


def test_demo_of_a_small_street_is_a_handful(foreigner):
    for _ in range(3):
        CommunityFactory(street=foreigner.street)
    PlanContribution().demo(foreigner.street, TODAY.year - 1, random.Random(1))
    assert 12 <= Event.objects.filter(street=foreigner.street).count() <= 24
