from datetime import date
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
from assessments.models import Assessment, Scheme
from assessments.schemes.services import snapshot_day
from portal.models import Notice
from tests.factories.assessments.marking import AdjustmentFactory
from tests.factories.assessments.reports import PeriodReportFactory
from tests.factories.portal import CommunityFactory

D = Decimal


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


def test_measure_all_opens_the_assessment_of_a_new_community(scheme, community, officer):
    late_comer = CommunityFactory(street=community.street)
    SCHEME.take("measure", scheme, by=officer)
    assert score_of(scheme.assessments.get(community=late_comer), "G1").measured == 60


def test_snapshot_day_never_lies_beyond_the_year():
    assert snapshot_day(Scheme(year=2020)) == date(2020, 12, 31)
    assert snapshot_day(Scheme(year=timezone.localdate().year)) == timezone.localdate()


def test_measure_writes_marks_and_the_figures_behind_them(scheme, assessment, community):
    PeriodReportFactory(community=community, late=True)
    PeriodReportFactory(community=community, missing=True, number=2)
    measure(scheme=scheme, until=date(2025, 12, 31))
    score = score_of(assessment, "G1")
    assert score.measured == D(30)
    assert score.readings == [
        {
            "metric": "reports_late",
            "label": "迟报",
            "unit": "次",
            "value": "1",
            "points": "30",
            "also": "reports_missing",
            "also_label": "缺报",
            "also_unit": "次",
            "also_value": "1",
        }
    ]


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
