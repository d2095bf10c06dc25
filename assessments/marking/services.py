"""Marks as people write them: the community's own, the officer's, and what is added or taken off."""

from django.db import transaction

from assessments.marking import rules
from assessments.marking.models import Adjustment, Score
from assessments.marking.steps import locked
from assessments.marking.totals import refresh_totals
from portal.steps import require


@transaction.atomic
def save_self_scores(*, assessment, scores: list[Score], by) -> None:
    """Keep the community's own marks and words (draft)."""
    assessment = locked(assessment)
    require(
        []
        if rules.can_self_score(by, assessment)
        else ["自评已经提交或不属于您的社区，没有保存。需要修改请联系街道文化员退回。"]
    )
    Score.objects.bulk_update(scores, ["self_points", "self_reason"])
    refresh_totals([assessment])


@transaction.atomic
def save_review(*, assessment, scores: list[Score], by) -> None:
    """Keep the officer's marks; whoever changed a mark signs it."""
    assessment = locked(assessment)
    require([] if rules.can_review(by, assessment) else ["这份考核不在复评中，没有保存。"])
    for score in scores:
        score.reviewed_by = by
    Score.objects.bulk_update(scores, ["review_points", "review_reason", "not_applicable", "reviewed_by"])
    refresh_totals([assessment])


@transaction.atomic
def save_adjustment(*, adjustment: Adjustment, by) -> None:
    """Save 加分, 扣分 or 一票否决 and bring the totals up to date."""
    require(why_not_adjust(by, adjustment.assessment))
    adjustment.save()
    refresh_totals([adjustment.assessment])


@transaction.atomic
def delete_adjustment(*, adjustment: Adjustment, by) -> None:
    assessment = adjustment.assessment
    require(why_not_adjust(by, assessment))
    adjustment.delete()
    refresh_totals([assessment])


def why_not_adjust(user, assessment) -> list[str]:
    return [] if rules.can_adjust(user, assessment) else ["结果已经审定，加减分不再改动。"]
