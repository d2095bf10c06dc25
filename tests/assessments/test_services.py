from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.marking import services as marking
from assessments.marking.measuring import compute_figures, measure
from assessments.marking.scheme_steps import SCHEME
from assessments.marking.steps import ASSESSMENT
from assessments.models import Assessment, Indicator, PeriodReport, Scheme
from assessments.schemes.services import (
    fill_scheme,
    scheme_problems,
    snapshot_day,
)
from portal.models import Notice
from tests.factories.assessments.marking import AdjustmentFactory
from tests.factories.assessments.reports import PeriodReportFactory
from tests.factories.assessments.schemes import IndicatorFactory, SchemeFactory
from tests.factories.portal import CommunityFactory

D = Decimal


@pytest.fixture
def scheme(community, officer):
    """In force for 2025: G1 measured (60 − 10 × late − 20 × missing), H2 by hand (40)."""
    scheme = SchemeFactory(community=community, year=2025, small=True)
    SCHEME.take("publish", scheme, by=officer)
    scheme.refresh_from_db()
    return scheme


@pytest.fixture
def assessment(scheme, community):
    return scheme.assessments.get(community=community)


def score_of(assessment, code):
    return assessment.scores.select_related("indicator", "assessment__scheme").get(indicator__code=code)


def hand_in(assessment, staff, points="30"):
    score = score_of(assessment, "H2")
    score.self_points, score.self_reason = D(points), "品牌活动坚持三年"
    marking.save_self_scores(assessment=assessment, scores=[score], by=staff)
    ASSESSMENT.take("submit", assessment, by=staff)
    assessment.refresh_from_db()


def review(assessment, officer, points="32"):
    score = score_of(assessment, "H2")
    score.review_points = D(points)
    marking.save_review(assessment=assessment, scores=[score], by=officer)
    ASSESSMENT.take("finish", assessment, by=officer)
    assessment.refresh_from_db()


# Schemes --------------------------------------------------------------------------------------
def test_new_scheme_takes_the_default_table(community):
    scheme = SchemeFactory(community=community)
    fill_scheme(scheme=scheme, source=None)
    assert scheme.indicators.count() == 26
    assert scheme_problems(scheme) == []


def test_new_scheme_copies_last_years_edited_table(community):
    last = SchemeFactory(community=community, small=True)
    scheme = SchemeFactory(community=community)
    fill_scheme(scheme=scheme, source=last)
    assert list(scheme.indicators.values_list("code", "weight")) == [("G1", D(60)), ("H2", D(40))]


def test_publish_opens_one_measured_assessment_per_community_and_tells_the_staff(scheme, community, staff):
    CommunityFactory(street=community.street)
    SCHEME.take("publish", SchemeFactory(community=community, small=True), by=_officer(community))
    assert scheme.status == Scheme.Status.IN_FORCE
    newest = Scheme.objects.exclude(pk=scheme.pk).get()
    assert newest.assessments.count() == 2
    assert {row.scores.count() for row in newest.assessments.all()} == {2}
    assert all(row.measured_at and row.base == 60 for row in newest.assessments.all())
    assert Notice.objects.filter(user=staff, title__contains="已发布").exists()


def _officer(community):
    return community.street.users.get(role="officer")


def test_publish_refuses_weights_other_than_a_hundred(community, officer):
    scheme = SchemeFactory(community=community)
    IndicatorFactory(scheme=scheme, code="A1")
    with pytest.raises(ValidationError, match="合计 60 分，应为 100 分"):
        SCHEME.take("publish", scheme, by=officer)
    assert not Assessment.objects.exists()


def test_publish_names_the_indicator_with_an_unknown_metric(community, officer):
    scheme = SchemeFactory(community=community, small=True)
    bad = [{"metric": "nonsense", "rule": "share", "points": "60"}]
    Indicator.objects.filter(scheme=scheme, code="G1").update(formula=bad)
    with pytest.raises(ValidationError, match="G1 .*“nonsense”不是系统已有的数据"):
        SCHEME.take("publish", scheme, by=officer)


def test_publish_is_the_officers_and_only_once(scheme, community, officer, leader):
    with pytest.raises(ValidationError, match="已经发布"):
        SCHEME.take("publish", scheme, by=officer)
    with pytest.raises(PermissionDenied):
        SCHEME.take("publish", SchemeFactory(community=community, small=True), by=leader)


def test_measure_all_opens_the_assessment_of_a_new_community(scheme, community, officer):
    late_comer = CommunityFactory(street=community.street)
    SCHEME.take("measure", scheme, by=officer)
    assert score_of(scheme.assessments.get(community=late_comer), "G1").measured == 60


def test_snapshot_day_never_lies_beyond_the_year():
    assert snapshot_day(Scheme(year=2020)) == date(2020, 12, 31)
    assert snapshot_day(Scheme(year=timezone.localdate().year)) == timezone.localdate()


# Measuring ------------------------------------------------------------------------------------
def test_measure_writes_marks_and_the_figures_behind_them(scheme, assessment, community):
    PeriodReportFactory(community=community, late=True)
    PeriodReportFactory(community=community, missing=True, number=2)
    measure(scheme=scheme, until=date(2025, 12, 31))
    score = score_of(assessment, "G1")
    assert score.measured == D(30)
    assert score.readings == [
        {
            "metric": "reports_late", "label": "迟报", "unit": "次", "value": "1", "points": "30",
            "also": "reports_missing", "also_label": "缺报", "also_unit": "次", "also_value": "1",
        }
    ]  # fmt: skip


def test_measure_takes_the_same_queries_for_one_community_and_for_many(scheme, community, officer):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            measure(scheme=scheme, until=date(2025, 12, 31))
        return len(captured)

    queries()  # loads what the scheme keeps
    few = queries()
    CommunityFactory.create_batch(4, street=community.street)
    SCHEME.take("measure", scheme, by=officer)
    assert queries() == few


def test_a_metric_that_vanished_is_an_error_in_words(scheme):
    bad = [{"metric": "nonsense", "rule": "share", "points": "60"}]
    scheme.indicators.filter(code="G1").update(formula=bad)
    with pytest.raises(ValidationError, match="系统中没有这些数据：nonsense"):
        compute_figures(scheme=scheme, until=date(2025, 12, 31))


# Self → review --------------------------------------------------------------------------------
def test_submit_freezes_the_figures(scheme, assessment, community, staff, officer):
    hand_in(assessment, staff)
    PeriodReportFactory(community=community, late=True)
    measure(scheme=scheme, until=date(2025, 12, 31))
    assert score_of(assessment, "G1").measured == 60
    with pytest.raises(ValidationError, match="数据已冻结"):
        ASSESSMENT.take("measure", assessment, by=staff)


def test_submit_measures_a_last_time_and_takes_measured_marks_as_own(assessment, community, staff):
    PeriodReportFactory(community=community, late=True)
    hand_in(assessment, staff)
    assert assessment.status == Assessment.Status.REVIEW
    assert assessment.self_submitted_at is not None
    assert score_of(assessment, "G1").self_points == D(50)
    assert assessment.total == D(80)
    assert [(step.kind, step.by) for step in assessment.steps.all()] == [("submitted", staff)]


def test_submit_tells_the_officer_where_to_review(assessment, staff, officer):
    hand_in(assessment, staff)
    assert Notice.objects.get(user=officer).url == f"/assessments/{assessment.pk}/review/"


def test_self_score_is_the_communitys_own_and_ends_with_the_submission(assessment, staff, stranger, officer):
    for person in (stranger, officer):
        with pytest.raises(PermissionDenied):
            ASSESSMENT.take("submit", assessment, by=person)
    hand_in(assessment, staff)
    with pytest.raises(ValidationError, match="不能重复提交"):
        ASSESSMENT.take("submit", assessment, by=staff)
    with pytest.raises(ValidationError, match="没有保存"):
        marking.save_self_scores(assessment=assessment, scores=[], by=staff)


def test_recompute_shows_the_drift_and_changes_no_mark(assessment, community, staff, officer):
    hand_in(assessment, staff)
    PeriodReportFactory(community=community, late=True)
    ASSESSMENT.take("compare", assessment, by=officer)
    assert sum(score.drift is not None for score in assessment.scores.all()) == 1
    score = score_of(assessment, "G1")
    assert (score.measured, score.recomputed, score.drift) == (D(60), D(50), D(-10))
    assert (score.readings[0]["value"], score.readings[0]["now"]) == (None, "1")
    assessment.refresh_from_db()
    assert assessment.total == D(90)


def test_recompute_without_changes_shows_no_drift(assessment, staff, officer):
    hand_in(assessment, staff)
    ASSESSMENT.take("compare", assessment, by=officer)
    assert sum(score.drift is not None for score in assessment.scores.all()) == 0
    assert score_of(assessment, "G1").drift is None


def test_return_reopens_the_self_score_with_a_reason(assessment, staff, officer):
    hand_in(assessment, staff)
    ASSESSMENT.take("return", assessment, by=officer, reason="品牌材料没有写清")
    assessment.refresh_from_db()
    assert (assessment.status, assessment.self_submitted_at) == (Assessment.Status.SELF, None)
    assert Notice.objects.filter(user=staff, title__contains="品牌材料没有写清").exists()
    ASSESSMENT.take("measure", assessment, by=staff)


def test_review_is_not_finished_while_a_hand_mark_is_open(assessment, staff, officer):
    hand_in(assessment, staff)
    with pytest.raises(ValidationError, match="H2 .*请填写复评分"):
        ASSESSMENT.take("finish", assessment, by=officer)


def test_review_is_not_finished_while_an_override_lacks_its_reason(assessment, staff, officer):
    hand_in(assessment, staff)
    hand, measured = score_of(assessment, "H2"), score_of(assessment, "G1")
    hand.review_points, measured.review_points = D(30), D(55)
    marking.save_review(assessment=assessment, scores=[hand, measured], by=officer)
    with pytest.raises(ValidationError, match="G1 .*请写明理由"):
        ASSESSMENT.take("finish", assessment, by=officer)


def test_review_mark_counts_and_is_signed(assessment, staff, officer):
    hand_in(assessment, staff)
    review(assessment, officer, "25")
    assert (assessment.status, assessment.base) == (Assessment.Status.REVIEWED, D(85))
    assert score_of(assessment, "H2").reviewed_by == officer


def test_reviewing_marks_where_community_and_officer_differ_by_more_than_a_tenth(assessment, staff, officer):
    hand_in(assessment, staff, "30")
    score = score_of(assessment, "H2")
    score.review_points = D(26)
    assert not score.is_gap_wide
    score.review_points = D("25.99")
    assert score.is_gap_wide


def test_not_applicable_rescales_the_base(assessment, staff, officer):
    hand_in(assessment, staff)
    score = score_of(assessment, "H2")
    score.not_applicable = True
    marking.save_review(assessment=assessment, scores=[score], by=officer)
    with pytest.raises(ValidationError, match="标为不适用，请写明理由"):
        ASSESSMENT.take("finish", assessment, by=officer)
    score.review_reason = "新建社区，尚无品牌"
    marking.save_review(assessment=assessment, scores=[score], by=officer)
    ASSESSMENT.take("finish", assessment, by=officer)
    assessment.refresh_from_db()
    assert assessment.base == D(100)


def test_a_finished_review_may_be_taken_up_again_before_the_decision(assessment, staff, officer):
    hand_in(assessment, staff)
    review(assessment, officer)
    ASSESSMENT.take("reopen", assessment, by=officer, reason="评议小组重新评分")
    assessment.refresh_from_db()
    assert assessment.status == Assessment.Status.REVIEW


def test_the_leader_is_told_when_the_last_review_is_finished(assessment, community, staff, officer, leader):
    hand_in(assessment, staff)
    review(assessment, officer)
    assert Notice.objects.get(user=leader).url == assessment.scheme.ranking_url


def test_bonus_and_deduction_stop_at_their_caps(assessment, staff, officer):
    hand_in(assessment, staff)
    for points in (6, 7):
        AdjustmentFactory(assessment=assessment, points=points)
    AdjustmentFactory(assessment=assessment, kind="deduction", points=12)
    review(assessment, officer)
    assert (assessment.bonus, assessment.deduction, assessment.total) == (D(10), D(10), D(92))


# Reports --------------------------------------------------------------------------------------
def test_report_due_today_is_open_and_missing_tomorrow(community):
    PeriodReportFactory(community=community, due_on=timezone.localdate())
    assert not PeriodReport.objects.missing(timezone.localdate()).exists()
    assert PeriodReport.objects.missing(timezone.localdate() + timedelta(days=1)).exists()
