"""Totals follow the marks: whoever changes a mark or an adjustment refreshes them."""

from collections import defaultdict
from decimal import Decimal

from assessments.marking.models import Adjustment, Assessment, Score
from assessments.schemes.scoring import base_score, total_score


def refresh_totals(assessments: list[Assessment]) -> None:
    """Base, capped bonus and deduction, and total of every row, from the marks as they stand (three queries).

    The rows carry their `scheme`.
    """
    marks, sums = _marks(assessments), _sums(assessments)
    for row in assessments:
        row.base = base_score(marks[row.pk])
        row.bonus = min(sums[row.pk, Adjustment.Kind.BONUS], row.scheme.bonus_cap)
        row.deduction = min(sums[row.pk, Adjustment.Kind.DEDUCTION], row.scheme.deduction_cap)
        row.total = total_score(row.base, row.bonus, row.deduction)
    Assessment.objects.bulk_update(assessments, ["base", "bonus", "deduction", "total"])


def _marks(assessments):
    marks = defaultdict(list)
    for score in Score.objects.filter(assessment__in=assessments).select_related("indicator"):
        marks[score.assessment_id].append((score.points, score.indicator.weight, not score.not_applicable))
    return marks


def _sums(assessments):
    sums = defaultdict(Decimal)
    rows = Adjustment.objects.filter(assessment__in=assessments).values_list("assessment", "kind", "points")
    for assessment, kind, points in rows:
        sums[assessment, kind] += points
    return sums
