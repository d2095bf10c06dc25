"""The demo of the plain rooms: whole years that look like the office's, nothing done in the future."""

import random

import pytest
from django.db.models import Sum
from django.utils import timezone

from activities.corridor import metrics as corridor_metrics
from activities.corridor.contributions import CorridorContribution
from activities.demo.rooms_demo import fill_rooms
from activities.funds import metrics as funds_metrics
from activities.funds.contributions import FundContribution
from activities.meetings import metrics as meetings_metrics
from activities.meetings.contributions import MeetingContribution
from activities.models import (
    Board,
    Booking,
    Edition,
    Expense,
    FundLine,
    GroupMember,
    Lesson,
    Meeting,
    PartnerSchool,
    Resolution,
    Survey,
    Training,
    Venue,
)
from activities.school import metrics as school_metrics
from activities.school.contributions import SchoolContribution
from activities.venues import metrics as venues_metrics
from portal.contributions import Contribution
from portal.days import end_of_year
from tests.factories.portal import CommunityFactory, StreetFactory, UserFactory
from tests.offers import offered

NOUNS = [MeetingContribution(), FundContribution(), SchoolContribution(), CorridorContribution()]

THIS = timezone.localdate().year
LAST = THIS - 1


@pytest.fixture
def town(street, community, officer, leader, staff):
    """龙泉街道 with its twelve communities; the first is 滨河社区."""
    community.position = 1
    community.save()
    for position in range(2, 13):
        place = CommunityFactory(street=street, position=position, name=f"第{position}社区")
        UserFactory(community=place)
    for year in (LAST, THIS):
        fill_rooms(street, year, random.Random(f"{street.name}-{year}"))
    return street


def test_nothing_is_done_in_the_future(town):
    today = timezone.localdate()
    assert not Meeting.objects.filter(held_at__date__gt=today).exists()
    assert not Resolution.objects.filter(done_on__gt=today).exists()
    assert not Expense.objects.filter(spent_on__gt=today).exists()
    assert not Edition.objects.filter(published_on__gt=today).exists()
    assert not Lesson.objects.filter(held_at__date__gt=today).exists()
    assert not Training.objects.filter(held_on__gt=today).exists()
    assert not Survey.objects.filter(held_on__gt=today).exists()


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
    units = venues_metrics.shared_units.of_communities(town, THIS, timezone.localdate())
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
    if timezone.localdate().timetuple().tm_yday < 60:
        pytest.skip("in January and February the running year has hardly begun")
    assert offered(NOUNS, Contribution.todos, officer)
    assert offered(NOUNS, Contribution.todos, staff)
    assert offered(NOUNS, Contribution.todos, leader)


def test_same_seed_makes_the_same_year(street):
    def lessons_of(town):
        for position in range(1, 6):
            CommunityFactory(street=town, position=position, name=f"第{position}社区")
        fill_rooms(town, LAST, random.Random("seed"))
        rows = Lesson.objects.filter(course__street=town).order_by("pk")
        return list(rows.values_list("topic", "held_at", "enrolled", "attended"))

    first, second = lessons_of(street), lessons_of(StreetFactory())
    assert len(first) > 50
    assert first == second
