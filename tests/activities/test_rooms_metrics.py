from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from activities.corridor import metrics as corridor_metrics
from activities.funds import metrics as funds_metrics
from activities.meetings import metrics as meetings_metrics
from activities.school import metrics as school_metrics
from activities.surveys import metrics as surveys_metrics
from activities.trainings import metrics as trainings_metrics
from activities.venues import metrics as venues_metrics
from portal.metrics import declared_in
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.school import CourseFactory, LessonFactory
from tests.factories.activities.surveys import SurveyFactory
from tests.factories.activities.trainings import TrainingFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory

METRICS = [
    metric
    for module in (
        meetings_metrics,
        funds_metrics,
        venues_metrics,
        trainings_metrics,
        corridor_metrics,
        school_metrics,
        surveys_metrics,
    )
    for metric in declared_in(module)
]


def test_meetings_count_only_with_minutes_and_a_decision(street, community, neighbour):
    counted = MeetingFactory(community=community, held_at=at(3, 1), with_minutes=True)
    ResolutionFactory.create_batch(2, meeting=counted)
    MeetingFactory(community=community, held_at=at(4, 1), with_minutes=True)
    ResolutionFactory(meeting=MeetingFactory(community=neighbour, held_at=at(4, 1)))
    street_own = MeetingFactory(community=None, street=street, held_at=at(4, 1), with_minutes=True)
    ResolutionFactory(meeting=street_own)

    assert meetings_metrics.meetings_with_minutes.of_communities(street, YEAR, END) == {community.pk: 1}


def test_meeting_after_until_or_of_another_year_is_not_counted(street, community):
    for moment in (at(7, 1), at(6, 30, 23), at(12, 30, year=YEAR - 1)):
        ResolutionFactory(meeting=MeetingFactory(community=community, held_at=moment, with_minutes=True))

    assert meetings_metrics.meetings_with_minutes.of_communities(street, YEAR, date(YEAR, 6, 30)) == {
        community.pk: 1
    }


def test_funds_share_is_capped_and_absent_without_budget(street, community, neighbour):
    FundLineFactory(community=community, year=YEAR, budget=100, received=300)
    FundLineFactory(community=neighbour, year=YEAR, budget=0, received=50)

    assert funds_metrics.funds_received_share.of_communities(street, YEAR, END) == {community.pk: Decimal(1)}


def test_funds_share_adds_the_three_channels(street, community):
    for channel, received in (("upper", 0), ("street", 5000), ("own", 2500)):
        FundLineFactory(community=community, year=YEAR, channel=channel, budget=5000, received=received)

    assert funds_metrics.funds_received_share.of_communities(street, YEAR, END) == {
        community.pk: Decimal("0.5")
    }


def test_voucher_share_counts_expenses_up_to_the_day(street, community):
    line = FundLineFactory(community=community, year=YEAR)
    ExpenseFactory.create_batch(3, line=line, spent_on=date(YEAR, 5, 1))
    ExpenseFactory(line=line, spent_on=date(YEAR, 5, 2), without_voucher=True)
    ExpenseFactory(line=line, spent_on=date(YEAR, 9, 1), without_voucher=True)

    assert funds_metrics.voucher_share.of_communities(street, YEAR, date(YEAR, 6, 30)) == {
        community.pk: Decimal("0.75")
    }


def test_voucher_share_is_one_for_a_ledger_without_expenses_and_absent_without_ledger(
    street, community, neighbour
):
    FundLineFactory(community=community, year=YEAR)

    assert funds_metrics.voucher_share.of_communities(street, YEAR, END) == {community.pk: Decimal(1)}


def test_shared_units_count_each_unit_once_and_only_in_force(street, community):
    def shared(unit, since, until=None):
        VenueFactory(
            community=community, kind="shared", unit=unit, agreed_from=since, agreed_until=until
        )  # fmt: skip

    shared("龙三小", date(YEAR, 1, 1))
    shared("龙三小", date(YEAR, 2, 1), END)
    shared("龙三中", date(YEAR, 1, 1), END - timedelta(days=1))
    shared("成人教育中心", END + timedelta(days=1))
    VenueFactory(community=community)

    assert venues_metrics.shared_units.of_communities(street, YEAR, END) == {community.pk: 1}


def test_shared_venue_without_unit_counts_by_its_name(street, community):
    for name in ("一号厅", "二号厅"):
        VenueFactory(community=community, shared=True, unit="", name=name, agreed_from=date(YEAR, 1, 1))

    assert venues_metrics.shared_units.of_communities(street, YEAR, END) == {community.pk: 2}


def test_training_attendances_are_summed(street, community):
    TrainingFactory(community=community, held_on=date(YEAR, 3, 1), attendances=5)
    TrainingFactory(community=community, held_on=date(YEAR, 8, 1), attendances=7)

    assert trainings_metrics.training_attendances.of_communities(street, YEAR, END) == {community.pk: 12}
    assert trainings_metrics.training_attendances.of_communities(street, YEAR, date(YEAR, 7, 31)) == {
        community.pk: 5
    }


def test_corridor_length_ignores_other_boards_and_what_is_built_later(street, community):
    BoardFactory(community=community, kind="corridor", length=Decimal("12.5"))
    BoardFactory(community=community, kind="corridor", length=Decimal("7.5"), built_on=date(YEAR, 8, 1))
    BoardFactory(community=community, kind="notice", length=Decimal(9))

    assert corridor_metrics.corridor_length.of_communities(street, YEAR, END) == {community.pk: Decimal(20)}
    assert corridor_metrics.corridor_length.of_communities(street, YEAR, date(YEAR, 7, 31)) == {
        community.pk: Decimal("12.5")
    }


def test_board_pages_of_the_year(street, community):
    board = BoardFactory(community=community)
    for day, pages in ((date(YEAR, 1, 1), 12), (date(YEAR, 12, 31), 8), (date(YEAR - 1, 12, 31), 40)):
        EditionFactory(board=board, published_on=day, pages=pages)

    assert corridor_metrics.board_pages.of_communities(street, YEAR, END) == {community.pk: 20}


def test_course_kinds_count_only_kinds_with_a_lesson(street, community):
    law = CourseFactory(community=community, year=YEAR, kind="law")
    CourseFactory(community=community, year=YEAR, kind="opera")
    LessonFactory.create_batch(2, course=law, held_at=at(5, 1))

    assert school_metrics.course_kinds.of_communities(street, YEAR, END) == {community.pk: 1}
    assert school_metrics.lessons.of_communities(street, YEAR, END) == {community.pk: 2}


def test_lesson_attendance_weighs_by_people_and_is_absent_without_enrolment(street, community, neighbour):
    course = CourseFactory(community=community, year=YEAR)
    LessonFactory(course=course, held_at=at(5, 1), enrolled=10, attended=10)
    LessonFactory(course=course, held_at=at(5, 8), enrolled=30, attended=20)
    LessonFactory(community=neighbour, held_at=at(5, 8), enrolled=0, attended=0)

    assert school_metrics.lesson_attendance.of_communities(street, YEAR, END) == {
        community.pk: Decimal("0.75")
    }


@pytest.mark.parametrize(("sample", "score"), [(29, 80), (30, 95)])
def test_satisfaction_with_fewer_than_thirty_answers_counts_as_eighty(street, community, sample, score):
    SurveyFactory(community=community, year=YEAR, held_on=date(YEAR, 11, 1), sample=sample, score=95)

    assert surveys_metrics.satisfaction.of_communities(street, YEAR, END) == {community.pk: Decimal(score)}


def test_satisfaction_is_the_mean_of_the_years_surveys(street, community):
    for sample, score in ((10, "99"), (50, "91.55"), (50, "90")):
        SurveyFactory(
            community=community, year=YEAR, held_on=date(YEAR, 6, 1), sample=sample, score=Decimal(score)
        )

    assert surveys_metrics.satisfaction.of_communities(street, YEAR, END) == {community.pk: Decimal("87.18")}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
def test_every_metric_costs_the_same_for_any_number_of_communities(
    street, metric, django_assert_max_num_queries
):
    for _ in range(3):
        place = CommunityFactory(street=street)
        ResolutionFactory(meeting=MeetingFactory(community=place, held_at=at(3, 1), with_minutes=True))
        ExpenseFactory(line=FundLineFactory(community=place, year=YEAR), spent_on=date(YEAR, 3, 1))
        VenueFactory(community=place, shared=True, agreed_from=date(YEAR, 1, 1))
        TrainingFactory(community=place, held_on=date(YEAR, 3, 1))
        board = BoardFactory(community=place, kind="corridor", length=Decimal(5))
        EditionFactory(board=board, published_on=date(YEAR, 3, 1))
        LessonFactory(course=CourseFactory(community=place, year=YEAR), held_at=at(3, 1))
        SurveyFactory(community=place, year=YEAR, held_on=date(YEAR, 3, 1))

    with django_assert_max_num_queries(2):
        figures = metric.compute(street, YEAR, END)
    assert len(figures) == 3
    assert all(isinstance(value, Decimal) and value > 0 for value in figures.values())


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
def test_rows_behind_every_metric_open(client, officer, community, metric):
    client.force_login(officer)
    response = client.get(metric.rows_url(community, timezone.localdate().year))
    assert response.status_code == 200
    assert response.context["filter"].is_valid()
