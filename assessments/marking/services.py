"""Verbs over one assessment: 自评, 复评, and back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.marking import rules
from assessments.marking.measuring import compare, measure
from assessments.marking.models import Assessment, Score, Step
from assessments.marking.totals import refresh_totals
from assessments.schemes.services import snapshot_day
from portal.models import User
from portal.notices.services import notify

Status = Assessment.Status


def lock(assessment) -> Assessment:
    """The row as it is now, held until the transaction ends."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("scheme__street", "community")
    return rows.get(pk=assessment.pk)


@transaction.atomic
def save_self_scores(*, assessment, scores, by) -> None:
    """Keep the community's own marks and words (draft)."""
    assessment = lock(assessment)
    if not rules.can_self_score(by, assessment):
        raise ValidationError("自评已经提交或不属于您的社区，没有保存。需要修改请联系街道文化员退回。")
    Score.objects.bulk_update(scores, ["self_points", "self_reason"])
    refresh_totals([assessment])


@transaction.atomic
def submit_self_scores(*, assessment, by) -> None:
    """Hand the self-score in: measure a last time, freeze the figures, and take the measured marks as
    the community's own where the portal counts."""
    assessment = lock(assessment)
    if not rules.can_self_score(by, assessment):
        raise ValidationError("这份自评已经提交，不能重复提交。")
    measure(scheme=assessment.scheme, until=snapshot_day(assessment.scheme), assessments=[assessment])
    scores = list(assessment.scores.select_related("indicator"))
    for score in scores:
        score.self_points = score.self_points if score.indicator.is_hand else score.measured
    Score.objects.bulk_update(scores, ["self_points"])
    assessment = lock(assessment)
    _move(assessment, Status.REVIEW, Step.Kind.SUBMITTED, by, self_submitted_at=timezone.now())
    refresh_totals([assessment])
    notify(officers_of(assessment), f"{assessment.community}提交了自评，请复评", review_url(assessment))


@transaction.atomic
def return_self_scores(*, assessment, by, reason: str) -> None:
    """退回自评: the figures follow the portal again until the next submission."""
    assessment = lock(assessment)
    if not rules.can_return(by, assessment):
        raise ValidationError("只有复评中的考核可以退回自评。")
    Score.objects.filter(assessment=assessment).update(recomputed=None)
    _move(assessment, Status.SELF, Step.Kind.RETURNED, by, reason, self_submitted_at=None, compared_at=None)
    notify(staff_of(assessment), f"{assessment}的自评被退回：{reason}", assessment.get_absolute_url())


@transaction.atomic
def save_review(*, assessment, scores, by) -> None:
    """Keep the officer's marks; whoever changed a mark signs it."""
    assessment = lock(assessment)
    if not rules.can_review(by, assessment):
        raise ValidationError("这份考核不在复评中，没有保存。")
    for score in scores:
        score.reviewed_by = by
    Score.objects.bulk_update(scores, ["review_points", "review_reason", "not_applicable", "reviewed_by"])
    refresh_totals([assessment])


@transaction.atomic
def finish_review(*, assessment, by) -> None:
    """完成复评: every hand mark must stand, every override must have its reason."""
    assessment = lock(assessment)
    if not rules.can_review(by, assessment):
        raise ValidationError("这份考核不在复评中，不能完成复评。")
    problems = [
        problem for score in assessment.scores.select_related("indicator") if (problem := review_gap(score))
    ]
    if problems:
        raise ValidationError(problems)
    _move(assessment, Status.REVIEWED, Step.Kind.REVIEWED, by, reviewed_at=timezone.now())
    refresh_totals([assessment])
    if not assessment.scheme.assessments.exclude(status=Status.REVIEWED).exists():
        notify(
            leaders_of(assessment),
            f"{assessment.scheme.title}：各社区复评全部完成，请审定",
            assessment.scheme.ranking_url,
        )


def review_gap(score: Score) -> str:
    """What this mark still lacks before the review can be finished; empty when nothing."""
    if score.not_applicable:
        return "" if score.review_reason else f"{score.indicator}：标为不适用，请写明理由。"
    if score.points is None or (score.indicator.is_hand and score.review_points is None):
        return f"{score.indicator}：请填写复评分。"
    if is_override(score) and not score.review_reason:
        return f"{score.indicator}：复评分与系统计分不同，请写明理由。"
    return ""


def is_override(score: Score) -> bool:
    """The officer set a mark other than the measured one."""
    return None not in (score.review_points, score.measured) and score.review_points != score.measured


@transaction.atomic
def reopen_review(*, assessment, by, reason: str) -> None:
    assessment = lock(assessment)
    if not rules.can_reopen(by, assessment):
        raise ValidationError("只有待审定的考核可以重新复评；已审定的须由街道领导先解除审定。")
    _move(assessment, Status.REVIEW, Step.Kind.REOPENED, by, reason, reviewed_at=None)


@transaction.atomic
def remeasure(*, assessment, by) -> None:
    """重新取数 while the community still scores itself."""
    assessment = lock(assessment)
    if not rules.can_measure(by, assessment):
        raise ValidationError("自评提交后数据已冻结，不能重新取数；街道可以用“复算比对”查看差异。")
    measure(scheme=assessment.scheme, until=snapshot_day(assessment.scheme), assessments=[assessment])


@transaction.atomic
def recompute(*, assessment, by) -> int:
    """复算比对: today's figures beside the frozen ones. Returns how many marks would differ."""
    assessment = lock(assessment)
    if not rules.can_compare(by, assessment):
        raise ValidationError("自评提交、数据冻结以后才能复算比对。")
    return compare(assessment=assessment, until=snapshot_day(assessment.scheme))


def _move(assessment, status, step, by, note="", **times):
    assessment.status = status
    for name, value in times.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=["status", *times])
    Step.objects.create(assessment=assessment, kind=step, by=by, note=note)


# Whom it concerns ----------------------------------------------------------------------------
def officers_of(assessment):
    return User.objects.filter(street=assessment.street_id, role=User.Role.OFFICER)


def leaders_of(assessment):
    return User.objects.filter(street=assessment.street_id, role=User.Role.LEADER)


def staff_of(assessment):
    return User.objects.filter(community=assessment.community_id, role=User.Role.STAFF)


def review_url(assessment):
    return reverse("assessments:assessment-review", args=[assessment.pk])
