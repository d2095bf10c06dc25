"""Figures of surveys (满意度调查). Source: the indicator table of the assessment (H1)."""

from decimal import Decimal

from django.db.models import Avg, Case, DecimalField, F, Value, When

from activities.surveys.models import Survey
from portal.metrics import Figures, Group, Kind, by_owner, metric, rows


@metric(
    "群众满意度",
    unit="分",
    kind=Kind.MARK,
    group=Group.SUPPORT,
    rows=rows("activities:survey-list"),
    definition=(
        f"本年度满意度调查得分的平均值；有效问卷不足{Survey.SMALL_SAMPLE}份的调查按{Survey.SMALL_SAMPLE_SCORE}分计。"
    ),
)
def satisfaction(street, year, until) -> Figures:
    """Score out of 100, the mean over the year's surveys; a small sample counts as SMALL_SAMPLE_SCORE."""
    surveys = Survey.objects.filter(street=street).for_year(year).filter(held_on__lte=until)
    counted = Case(
        When(sample__lt=Survey.SMALL_SAMPLE, then=Value(Decimal(Survey.SMALL_SAMPLE_SCORE))),
        default=F("score"),
        output_field=DecimalField(max_digits=5, decimal_places=2),
    )
    return {
        owner: value.quantize(Decimal("0.01")) for owner, value in by_owner(surveys, Avg(counted)).items()
    }
