"""Verbs over 考核办法: draft one, publish it."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from assessments.marking.measuring import measure
from assessments.marking.models import Assessment, Score
from assessments.marking.rules import can_edit_scheme
from assessments.schemes.default_scheme import indicator_rows
from assessments.schemes.formulas import formula_problems, number
from assessments.schemes.models import Indicator, Scheme
from portal.contributions import all_metrics
from portal.metrics import end_of_year
from portal.models import User
from portal.notices.services import notify

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


@transaction.atomic
def publish_scheme(*, scheme: Scheme, by) -> None:
    """Freeze the scheme and open one assessment per community, measured with the figures of today."""
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if not can_edit_scheme(by, scheme):
        raise ValidationError("考核办法由街道文化员在拟订阶段发布；这份办法已经发布。")
    problems = scheme_problems(scheme)
    if problems:
        raise ValidationError(problems)
    scheme.status = Scheme.Status.IN_FORCE
    scheme.save(update_fields=["status"])
    open_assessments(scheme=scheme)
    measure(scheme=scheme, until=snapshot_day(scheme))
    staff = User.objects.filter(street=scheme.street_id, role=User.Role.STAFF)
    notify(staff, f"{scheme.title}已发布，请按期自评", scheme.get_absolute_url())


@transaction.atomic
def open_assessments(*, scheme: Scheme) -> int:
    """One assessment with all its scores for every community that has none; returns how many were opened."""
    known = set(scheme.assessments.values_list("community", flat=True))
    communities = [row for row in scheme.street.communities.all() if row.pk not in known]
    opened = Assessment.objects.bulk_create(
        [
            Assessment(scheme=scheme, street_id=scheme.street_id, community=community)
            for community in communities
        ]
    )
    indicators = list(scheme.indicators.all())
    Score.objects.bulk_create(
        [
            Score(assessment=assessment, indicator=indicator)
            for assessment in opened
            for indicator in indicators
        ]
    )
    return len(opened)


@transaction.atomic
def measure_all(*, scheme: Scheme, by) -> int:
    """重新取数 for all communities still in 自评; opens assessments of communities that joined since."""
    if not by.is_officer or scheme.is_draft:
        raise ValidationError("考核办法发布后，由街道文化员统一取数。")
    open_assessments(scheme=scheme)
    return measure(scheme=scheme, until=snapshot_day(scheme))


def snapshot_day(scheme: Scheme):
    """The last day whose figures count: today, but never beyond the scheme's year."""
    return min(timezone.localdate(), end_of_year(scheme.year))
