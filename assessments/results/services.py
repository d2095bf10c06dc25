"""Verbs over all assessments of a year: ranking, grades, 审定 and taking it back."""

from collections import defaultdict
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.marking import rules
from assessments.marking.models import Adjustment, Assessment, Score, Step
from assessments.marking.services import staff_of
from assessments.marking.totals import refresh_totals
from assessments.results.models import Outcome
from assessments.schemes.models import Scheme
from assessments.schemes.scoring import ZERO, excellent_seats
from portal.models import User
from portal.notices.services import notify

Grade = Assessment.Grade

Status = Assessment.Status


def rank_assessments(assessments: list[Assessment]) -> list[Assessment]:
    """Set `rank`: by total; ties by 档案 (G), then 活动 (D), then bonus, then the earlier self-score.

    A vetoed community stands behind all others, whatever its total (一票否决). Also sets `is_vetoed`.
    """
    heads, vetoed = heads_of(assessments), _vetoed(assessments)
    for row in assessments:
        row.is_vetoed = row.pk in vetoed
    ordered = sorted(
        assessments,
        key=lambda row: (
            row.is_vetoed, -(row.total or ZERO), -heads[row.pk]["G"], -heads[row.pk]["D"], -row.bonus,
            row.self_submitted_at or timezone.now(), row.community.position, row.community_id,
        ),
    )  # fmt: skip
    for number, row in enumerate(ordered, start=1):
        row.rank = number
    return ordered


def heads_of(assessments) -> dict[int, dict[str, Decimal]]:
    """{assessment id: {first letter of the indicators' code: points}}, one query."""
    heads = defaultdict(lambda: defaultdict(Decimal))
    scores = Score.objects.filter(assessment__in=assessments, not_applicable=False).select_related(
        "indicator"
    )
    for score in scores:
        heads[score.assessment_id][score.indicator.code[0]] += score.points or ZERO
    return heads


def _vetoed(assessments) -> set[int]:
    vetoes = Adjustment.objects.filter(assessment__in=assessments, kind=Adjustment.Kind.VETO)
    return set(vetoes.values_list("assessment", flat=True))


def grade_assessments(ordered: list[Assessment], scheme: Scheme) -> list[Assessment]:
    """Set `grade` of ranked rows; returns those that reached 优秀 by points but not by the quota.

    The seats go by rank; the surplus becomes 良好, and is returned so that it is said and not hidden.
    """
    seats, surplus = excellent_seats(len(ordered), scheme.excellent_quota), []
    for row in ordered:
        row.grade = Grade.FAIL if row.is_vetoed else grade_by_points(row.total or ZERO, scheme)
        if row.grade == Grade.EXCELLENT and seats == 0:
            row.grade = Grade.GOOD
            surplus.append(row)
        elif row.grade == Grade.EXCELLENT:
            seats -= 1
    return surplus


def grade_by_points(total: Decimal, scheme: Scheme) -> str:
    """等次 by the scheme's thresholds, each threshold included."""
    if total >= scheme.excellent_from:
        return Grade.EXCELLENT
    if total >= scheme.good_from:
        return Grade.GOOD
    return Grade.PASS if total >= scheme.pass_from else Grade.FAIL


@transaction.atomic
def finalise_scheme(*, scheme: Scheme, by) -> list[Assessment]:
    """审定: totals, ranks and grades of all communities at once; frozen from then on.

    Returns the surplus of the excellent quota (graded 良好).
    """
    if not rules.can_finalise(by):
        raise ValidationError("考核结果由街道领导审定。")
    rows = _locked(scheme)
    open_rows = [row.community.name for row in rows if row.status != Status.REVIEWED]
    if not rows or open_rows:
        names = "、".join(open_rows) or "全部社区"
        raise ValidationError(f"还不能审定：{names}没有完成复评，或结果已经审定。")
    surplus = decide(scheme=scheme, rows=rows, by=by, at=timezone.now())
    people = User.objects.filter(street=scheme.street_id, role__in=[User.Role.STAFF, User.Role.OFFICER])
    notify(people, f"{scheme.title}的结果已审定", scheme.ranking_url)
    return surplus


def decide(*, scheme, rows, by, at) -> list[Assessment]:
    """Write ranks, grades and the decision of `rows` (all reviewed, totals in place)."""
    surplus = grade_assessments(rank_assessments(rows), scheme)
    for row in rows:
        row.status, row.finalised_at = Status.FINAL, at
    Assessment.objects.bulk_update(rows, ["rank", "grade", "status", "finalised_at"])
    notes = {row.pk: "达到优秀线，因优秀名额已满，按名次评为良好" for row in surplus}
    Step.objects.bulk_create(
        [
            Step(
                assessment=row,
                kind=Step.Kind.FINALISED,
                by=by,
                at=at,
                note=notes.get(row.pk, row.get_grade_display()),
            )
            for row in rows
        ]
    )
    return surplus


@transaction.atomic
def unlock_scheme(*, scheme: Scheme, by, reason: str) -> None:
    """解除审定 for a correction: ranks and grades are withdrawn, marks stay; the reason is kept on every sheet."""
    if not rules.can_unlock(by):
        raise ValidationError("只有街道领导可以解除审定。")
    rows = _locked(scheme)
    if not rows or any(row.status != Status.FINAL for row in rows):
        raise ValidationError("结果还没有审定，不需要解除。")
    for row in rows:
        row.status, row.finalised_at, row.grade, row.rank = Status.REVIEWED, None, "", None
    Assessment.objects.bulk_update(rows, ["rank", "grade", "status", "finalised_at"])
    Step.objects.bulk_create(
        [Step(assessment=row, kind=Step.Kind.UNLOCKED, by=by, note=reason) for row in rows]
    )
    people = User.objects.filter(street=scheme.street_id, role__in=[User.Role.STAFF, User.Role.OFFICER])
    notify(people, f"{scheme.title}解除审定：{reason}", scheme.ranking_url)


def _locked(scheme):
    rows = scheme.assessments.select_for_update(of=("self",)).select_related("community", "scheme")
    return list(rows.order_by("pk"))


# Adjustments and outcomes --------------------------------------------------------------------
@transaction.atomic
def save_adjustment(*, form) -> None:
    """Save the form's adjustment and bring the totals up to date."""
    if not rules.can_adjust(form.user, form.instance.assessment):
        raise ValidationError("结果已经审定，加减分不再改动。")
    refresh_totals([form.save().assessment])


@transaction.atomic
def delete_adjustment(*, adjustment: Adjustment) -> None:
    assessment = adjustment.assessment
    adjustment.delete()
    refresh_totals([assessment])


@transaction.atomic
def save_outcome(*, form) -> None:
    """Save the form's outcome; the community is told of a new one."""
    if not rules.can_add_outcome(form.user, form.instance.assessment):
        raise ValidationError("考核结果审定以后才能登记奖惩。")
    is_new = form.instance.pk is None
    outcome = form.save()
    if is_new:
        url = outcome.get_absolute_url()
        notify(staff_of(outcome.assessment), f"考核奖惩：{outcome}", url)


@transaction.atomic
def delete_outcome(*, outcome: Outcome) -> None:
    outcome.delete()


@transaction.atomic
def report_outcome_done(*, outcome: Outcome, by) -> None:
    """整改完成, dated today."""
    outcome = Outcome.objects.select_for_update(of=("self",)).select_related("assessment").get(pk=outcome.pk)
    if not rules.can_report_done(by, outcome):
        raise ValidationError("这项奖惩没有待完成的整改。")
    outcome.done_on = timezone.localdate()
    outcome.save(update_fields=["done_on"])
