"""Figures against hand-counted answers."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.corridor import metrics as corridor_metrics
from activities.events import metrics as event_metrics
from activities.funds import metrics as funds_metrics
from activities.meetings import metrics as meetings_metrics
from activities.plans import metrics as plan_metrics
from activities.projects import metrics as project_metrics
from activities.school import metrics as school_metrics
from activities.surveys import metrics as surveys_metrics
from activities.trainings import metrics as trainings_metrics
from activities.venues import metrics as venues_metrics
from portal.metrics import declared_in
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.events import EventFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.school import CourseFactory, LessonFactory
from tests.factories.activities.surveys import SurveyFactory
from tests.factories.activities.trainings import TrainingFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory

METRICS = [
    metric for module in (plan_metrics, project_metrics, event_metrics) for metric in declared_in(module)
]


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


BESIDE = [
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


@pytest.mark.parametrize("metric", BESIDE, ids=lambda metric: metric.key)
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


@pytest.mark.parametrize("metric", BESIDE, ids=lambda metric: metric.key)
def test_rows_behind_every_metric_open(client, officer, community, metric):
    client.force_login(officer)
    response = client.get(metric.rows_url(community, timezone.localdate().year))
    assert response.status_code == 200
    assert response.context["filter"].is_valid()
