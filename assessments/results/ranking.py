"""排名与等次 of all communities of a year."""

from collections import defaultdict
from decimal import Decimal

from django.utils import timezone

from assessments.marking.models import Adjustment, Assessment, Score
from assessments.schemes.models import Scheme
from assessments.schemes.scoring import ZERO, excellent_seats

Grade = Assessment.Grade


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
            row.is_vetoed,
            -(row.total or ZERO),
            -heads[row.pk]["G"],
            -heads[row.pk]["D"],
            -row.bonus,
            row.self_submitted_at or timezone.now(),
            row.community.position,
            row.community_id,
        ),
    )
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
