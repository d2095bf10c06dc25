"""The demo's years: last year whole, this year up to today, nothing done ahead, something to do for every role."""

from datetime import datetime

import pytest
from django.db.models import Sum
from django.utils import timezone

from activities.contributions import NOUNS
from activities.corridor import metrics as corridor_metrics
from activities.demo import FILLS
from activities.events.demo_calendar import day_in
from activities.funds import metrics as funds_metrics
from activities.meetings import metrics as meetings_metrics
from activities.models import (
    Board,
    Booking,
    Edition,
    Event,
    Expense,
    FundLine,
    GroupMember,
    Lesson,
    Meeting,
    Milestone,
    PartnerSchool,
    Plan,
    PlanRound,
    Project,
    Resolution,
    Survey,
    Training,
    Venue,
)
from activities.plans.progress import target_table
from activities.school import demo as school
from activities.school import metrics as school_metrics
from activities.venues import metrics as venues_metrics
from portal.contributions import Contribution
from portal.days import end_of_year
from portal.demo.ground import Ground
from tests.factories.portal import CommunityFactory, StreetFactory, UserFactory
from tests.offers import offered

# Well inside a year: in its first and last weeks what waits for somebody belongs to the neighbouring one.
NOW = timezone.make_aware(datetime(2026, 9, 15, 10))
TODAY = NOW.date()
THIS, LAST = TODAY.year, TODAY.year - 1
FIRST, BESIDE = FILLS[:3], FILLS[3:]  # plans, projects, events; what lies beside them


@pytest.fixture(autouse=True)
def _well_inside_the_year(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def fill(street, year, fills):
    ground = Ground.of(street, year)
    for fill_noun in fills:
        fill_noun(ground)


def kinds_of(user):
    return {todo.kind for todo in offered(NOUNS, Contribution.todos, user)}


@pytest.fixture
def longquan(street, community, officer, leader, staff, stranger):
    while street.communities.count() < 12:
        UserFactory(community=CommunityFactory(street=street))
    for year in (LAST, THIS):
        fill(street, year, FIRST)
    return street


def test_demo_is_whole_and_nothing_ahead_is_done(longquan, officer, leader, staff):
    assert Plan.objects.filter(year=LAST, status="approved").count() == 13
    assert Project.objects.filter(year=THIS).exclude(kind="brand").count() == 5
    assert set(Event.objects.for_year(LAST).values_list("status", flat=True)) == {"closed"}
    assert not Event.objects.held().filter(ends_at__gt=timezone.now()).exists()
    assert not Event.objects.filter(closed_at__gt=timezone.now()).exists()
    assert not Milestone.objects.filter(done_on__gt=TODAY).exists()
    assert PlanRound.objects.filter(plan__year=LAST, decision="returned").count() == 2
    for event in Event.objects.filter(starts_at__year=LAST).select_related("community"):
        event.full_clean()


def test_demo_communities_hold_eight_events_or_more_and_some_miss_their_targets(longquan):
    rows = target_table(longquan, LAST, TODAY, list(longquan.communities.order_by("position")))
    people = [row.cells[4] for row in rows]
    assert {cell.light for cell in people} >= {"达标", "滞后"}
    assert all(row.cells[1].done >= 8 for row in rows)
    assert any(row.cells[1].done < 10 for row in rows)


def test_demo_leaves_something_to_do_for_each_role(longquan, officer, leader, staff):
    kinds = {user.username: kinds_of(user) for user in (officer, leader, staff)}
    assert kinds["officer"] >= {"项目节点", "登记举办"}
    assert kinds["staff"] >= {"登记举办", "活动草稿", "街道邀请", "活动任务"}
    assert kinds["leader"] == {"计划审批"}


def test_demo_of_a_small_street_is_a_handful(foreigner):
    for _ in range(3):
        CommunityFactory(street=foreigner.street)
    fill(foreigner.street, LAST, FIRST)
    assert 12 <= Event.objects.filter(street=foreigner.street).count() <= 24


@pytest.mark.parametrize(
    ("wanted", "day"),
    [("03-07", "2026-03-07"), ("春节-7", "2026-02-10"), ("春节+14", "2026-03-03"), ("重阳节", "2026-10-18")],
)
def test_days_of_the_calendar_are_dates_or_count_from_a_feast(wanted, day):
    assert str(day_in(2026, wanted)) == day


@pytest.fixture
def town(street, community, officer, leader, staff):
    """龙泉街道 with its twelve communities; the first is 滨河社区."""
    community.position = 1
    community.save()
    for position in range(2, 13):
        place = CommunityFactory(street=street, position=position, name=f"第{position}社区")
        UserFactory(community=place)
    for year in (LAST, THIS):
        fill(street, year, BESIDE)
    return street


def test_nothing_is_done_in_the_future(town):
    assert not Meeting.objects.filter(held_at__date__gt=TODAY).exists()
    assert not Resolution.objects.filter(done_on__gt=TODAY).exists()
    assert not Expense.objects.filter(spent_on__gt=TODAY).exists()
    assert not Edition.objects.filter(published_on__gt=TODAY).exists()
    assert not Lesson.objects.filter(held_at__date__gt=TODAY).exists()
    assert not Training.objects.filter(held_on__gt=TODAY).exists()
    assert not Survey.objects.filter(held_on__gt=TODAY).exists()


def test_last_year_is_whole(town):
    assert Meeting.objects.for_year(LAST).filter(community=None).count() == 6
    assert set(
        meetings_metrics.meetings_with_minutes.of_communities(town, LAST, end_of_year(LAST)).values()
    ) == {4}
    assert not Resolution.objects.filter(meeting__held_at__year=LAST).open().exists()
    assert set(funds_metrics.voucher_share.of_communities(town, LAST, end_of_year(LAST)).values()) == {1}
    for year in (LAST, THIS):
        assert GroupMember.objects.for_year(year).filter(community=None, post="head").count() == 1


def test_communities_reach_between_sixty_and_a_hundred_and_ten_per_cent_of_a_thousand_pages(town):
    pages = corridor_metrics.board_pages.of_communities(town, LAST, end_of_year(LAST))
    assert len(pages) == 12
    assert all(600 <= value <= 1100 for value in pages.values())
    corridor = Board.objects.filter(kind="corridor").aggregate(total=Sum("length"))["total"]
    assert 100 <= corridor <= 160


def test_money_comes_by_three_channels_and_only_one_line_is_overspent(town):
    for year in (LAST, THIS):
        assert set(FundLine.objects.for_year(year).values_list("channel", flat=True)) == {
            "upper",
            "street",
            "own",
        }
    overspent = [line for line in FundLine.objects.with_spent() if line.balance < 0]
    assert [(line.year, line.community.position) for line in overspent] == [(THIS, 4)]
    for expense in Expense.objects.select_related("line"):
        assert expense.spent_on.year == expense.line.year


def test_named_schools_are_partners_and_share_venues(town):
    schools = {"开发区实验学校", "龙三小", "龙三中", "成人教育中心"}
    assert set(PartnerSchool.objects.values_list("name", flat=True)) == schools
    assert set(Venue.objects.filter(kind="shared").values_list("unit", flat=True)) == schools
    assert Venue.objects.filter(kind="room").count() == 12
    units = venues_metrics.shared_units.of_communities(town, THIS, TODAY)
    assert max(units.values()) == 2
    assert len(units) < 12


def test_school_teaches_about_twelve_lessons_in_six_kinds(town):
    lessons = school_metrics.lessons.of_communities(town, LAST, end_of_year(LAST))
    assert len(lessons) == 12
    assert min(lessons.values()) >= 6
    assert 10 <= sum(lessons.values()) / 12 <= 13
    assert max(school_metrics.course_kinds.of_communities(town, LAST, end_of_year(LAST)).values()) == 6


def test_one_survey_a_community_and_one_of_them_too_small(town):
    surveys = Survey.objects.for_year(LAST)
    assert surveys.values("community").distinct().count() == surveys.count() == 12
    assert [survey.sample for survey in surveys if survey.is_small] == [25]


def test_bookings_of_a_venue_do_not_overlap(town):
    rows = list(Booking.objects.order_by("venue", "starts_at"))
    for first, second in zip(rows, rows[1:], strict=False):
        assert first.venue_id != second.venue_id or first.ends_at <= second.starts_at


def test_something_waits_for_officer_staff_and_leader(town, officer, staff, leader):
    for user in (officer, staff, leader):
        assert kinds_of(user)


def test_same_seed_makes_the_same_year(street):
    def lessons_of(town):
        for position in range(1, 7):
            CommunityFactory(street=town, position=position, name=f"第{position}社区")
        school.fill(Ground.of(town, LAST, seed="seed"))
        rows = Lesson.objects.filter(course__street=town).order_by("pk")
        return list(rows.values_list("topic", "held_at", "enrolled", "attended"))

    first, second = lessons_of(street), lessons_of(StreetFactory())
    assert len(first) > 50
    assert first == second
