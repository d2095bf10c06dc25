from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.models import Assessment, Score
from assessments.results.ranking import grade_by_points, rank_assessments
from assessments.results.services import report_outcome_done
from assessments.results.steps import RESULT, surplus_of
from portal.models import Notice
from tests.factories.assessments.marking import AdjustmentFactory, AssessmentFactory
from tests.factories.assessments.results import OutcomeFactory
from tests.factories.assessments.schemes import IndicatorFactory, SchemeFactory
from tests.factories.portal import CommunityFactory

D = Decimal


@pytest.fixture
def scheme(community):
    scheme = SchemeFactory(community=community, published=True, excellent_quota=50)
    IndicatorFactory(
        scheme=scheme, code="D1", section="D 活动", kind="hand", formula=[], weight=50, position=1
    )
    IndicatorFactory(
        scheme=scheme, code="G1", section="G 档案", kind="hand", formula=[], weight=50, position=2
    )
    return scheme


@pytest.fixture
def place(scheme, community):
    """place(name, d, g, …) → a reviewed assessment with those points under D and G."""

    def make(name, d, g, **fields):
        row = AssessmentFactory(
            community=CommunityFactory(street=community.street, name=name),
            scheme=scheme,
            reviewed=True,
            total=D(d) + D(g) + D(fields.get("bonus", 0)),
            base=D(d) + D(g),
            **fields,
        )
        for indicator, points in zip(scheme.indicators.all(), (d, g), strict=True):
            Score.objects.create(assessment=row, indicator=indicator, review_points=D(points))
        return row

    return make


def ranked_names(scheme):
    rows = list(scheme.assessments.select_related("community"))
    return [row.community.name for row in rank_assessments(rows)]


def test_rank_follows_the_total(scheme, place):
    place("乙", 40, 40)
    place("甲", 45, 45)
    assert ranked_names(scheme) == ["甲", "乙"]


def test_ties_go_to_archives_then_events_then_bonus_then_the_earlier_self_score(scheme, place):
    now = timezone.now()
    place("晚交", 40, 40, self_submitted_at=now)
    place("早交", 40, 40, self_submitted_at=now - timedelta(days=1))
    place("加分多", 39, 40, bonus=1, self_submitted_at=now)
    place("档案好", 38, 42, self_submitted_at=now)
    assert ranked_names(scheme) == ["档案好", "早交", "晚交", "加分多"]


def test_equal_archives_and_events_are_decided_by_the_bonus(scheme, place):
    now = timezone.now()
    first = place("无加分", 40, 40, self_submitted_at=now - timedelta(days=3))
    Assessment.objects.filter(pk=first.pk).update(total=82)
    place("有加分", 40, 40, bonus=2, self_submitted_at=now)
    assert ranked_names(scheme) == ["有加分", "无加分"]


def test_a_veto_fails_a_community_at_any_total_and_puts_it_last(scheme, place, leader):
    best = place("甲", 50, 50)
    AdjustmentFactory(assessment=best, veto=True)
    place("乙", 30, 31)
    RESULT.take("finalise", scheme, by=leader)
    best.refresh_from_db()
    assert (best.grade, best.rank) == ("fail", 2)


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("90", "excellent"),
        ("89.99", "good"),
        ("80", "good"),
        ("79.99", "pass"),
        ("60", "pass"),
        ("59.99", "fail"),
    ],
)
def test_grades_include_their_threshold(scheme, total, grade):
    assert grade_by_points(D(total), scheme) == grade


def test_the_surplus_of_the_quota_is_good_and_said_so(scheme, place, leader):
    for name, points in (("甲", 49), ("乙", 48), ("丙", 47), ("丁", 30)):
        place(name, points, points)
    RESULT.take("finalise", scheme, by=leader)
    surplus = surplus_of(scheme)
    assert [row.community.name for row in surplus] == ["丙"]
    grades = dict(scheme.assessments.values_list("community__name", "grade"))
    assert grades == {"甲": "excellent", "乙": "excellent", "丙": "good", "丁": "pass"}
    third = scheme.assessments.get(community__name="丙")
    assert third.is_over_quota
    assert "优秀名额已满" in third.steps.get().note


def test_a_vetoed_community_takes_no_excellent_seat(scheme, place, leader):
    AdjustmentFactory(assessment=place("甲", 50, 50), veto=True)
    place("乙", 48, 48)
    RESULT.take("finalise", scheme, by=leader)
    assert dict(scheme.assessments.values_list("community__name", "grade")) == {
        "甲": "fail",
        "乙": "excellent",
    }


def test_finalise_waits_for_every_review_and_names_who_is_missing(scheme, place, leader):
    place("甲", 40, 40)
    AssessmentFactory(community=CommunityFactory(street=scheme.street, name="没交社区"), scheme=scheme)
    with pytest.raises(ValidationError, match="没交社区"):
        RESULT.take("finalise", scheme, by=leader)
    assert not scheme.assessments.filter(status="final").exists()


def test_finalise_is_the_leaders(scheme, place, officer, staff):
    place("甲", 40, 40)
    for person in (officer, staff):
        with pytest.raises(PermissionDenied, match="由街道领导审定"):
            RESULT.take("finalise", scheme, by=person)


def test_finalise_happens_once(scheme, place, leader):
    place("甲", 40, 40)
    RESULT.take("finalise", scheme, by=leader)
    with pytest.raises(ValidationError, match="已经审定"):
        RESULT.take("finalise", scheme, by=leader)


def test_unlock_withdraws_ranks_keeps_marks_and_leaves_its_reason(scheme, place, leader, officer):
    row = place("甲", 40, 40)
    RESULT.take("finalise", scheme, by=leader)
    RESULT.take("unlock", scheme, by=leader, reason="核实一处计分错误")
    row.refresh_from_db()
    assert (row.status, row.rank, row.grade, row.total) == ("reviewed", None, "", D(80))
    assert row.steps.filter(kind="unlocked").get().note == "核实一处计分错误"
    assert Notice.objects.filter(user=officer, title__contains="核实一处计分错误").exists()


def test_unlock_is_the_leaders(scheme, place, leader, officer):
    place("甲", 40, 40)
    RESULT.take("finalise", scheme, by=leader)
    with pytest.raises(PermissionDenied, match="只有街道领导"):
        RESULT.take("unlock", scheme, by=officer, reason="试试")


def test_the_community_reports_its_rectification_done_once(community, staff, stranger):
    outcome = OutcomeFactory(community=community)
    with pytest.raises(ValidationError):
        report_outcome_done(outcome=outcome, by=stranger)
    report_outcome_done(outcome=outcome, by=staff)
    outcome.refresh_from_db()
    assert outcome.done_on == timezone.localdate()
    with pytest.raises(ValidationError):
        report_outcome_done(outcome=outcome, by=staff)
