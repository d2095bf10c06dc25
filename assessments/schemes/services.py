"""考核办法: filled from the default or from last year, and what still keeps it from being published."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from assessments.schemes.default_scheme import indicator_rows
from assessments.schemes.formulas import formula_problems, number
from assessments.schemes.models import Indicator, Scheme
from portal.contributions import all_metrics
from portal.days import last_day

FULL = Decimal(100)

COPIED = ("section", "code", "title", "kind", "weight", "standard", "formula", "position")


@transaction.atomic
def fill_scheme(*, scheme: Scheme, source: Scheme | None) -> None:
    """Give a new draft its indicators: those of `source` (last year's scheme), else the default table."""
    if source is None:
        rows = indicator_rows()
    else:
        rows = list(source.indicators.values(*COPIED))
    Indicator.objects.bulk_create([Indicator(scheme=scheme, **row) for row in rows])


def weight_sum(scheme: Scheme) -> Decimal:
    return scheme.indicators.aggregate(sum=Sum("weight"))["sum"] or Decimal(0)


def scheme_problems(scheme: Scheme) -> list[str]:
    """Why this scheme cannot be published yet, as Chinese sentences that name the place."""
    metrics, indicators = all_metrics(), list(scheme.indicators.all())
    problems = []
    weights = sum((indicator.weight for indicator in indicators), Decimal(0))
    if weights != FULL:
        problems.append(f"各指标分值合计 {number(weights)} 分，应为 100 分。")
    for indicator in indicators:
        problems += [f"{indicator}：{problem}" for problem in formula_problems(indicator, metrics)]
    if not scheme.street.communities.exists():
        problems.append("本街道还没有社区，不能发布。")
    return problems


def snapshot_day(scheme: Scheme):
    """The last day whose figures count: today, but never beyond the scheme's year."""
    return last_day(scheme.year)
