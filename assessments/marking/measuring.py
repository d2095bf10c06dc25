"""Figures into marks: every metric once for the whole street, then one bulk write.

The number of queries depends on the number of metrics, never on the number of communities.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.marking.models import Assessment, Score
from assessments.marking.totals import refresh_totals
from assessments.schemes.formulas import parts_of
from assessments.schemes.models import Scheme
from assessments.schemes.scoring import READING, Part, item_mark, mark
from portal.contributions import all_metrics
from portal.metrics import Metric

Figures = dict[str, dict[int, Decimal]]  # {metric key: {community id: value}}


def compute_figures(*, scheme: Scheme, until: date) -> tuple[dict[str, Metric], Figures]:
    """All metrics that the scheme's indicators name, for all communities of its street.

    Raises ValidationError when an indicator names a metric that no app offers (a scheme cannot be
    published with one; it can only vanish with a later version of the portal).
    """
    known = all_metrics()
    keys = {key for row in scheme.indicators.all() for part in parts_of(row) for key in part.metrics}
    if unknown := sorted(keys - known.keys()):
        raise ValidationError(f"系统中没有这些数据：{'、'.join(unknown)}。请联系技术人员核对考核办法的公式。")
    return known, {key: known[key].of_communities(scheme.street, scheme.year, until) for key in sorted(keys)}


@transaction.atomic
def measure(*, scheme: Scheme, until: date, assessments: Iterable[Assessment] | None = None) -> int:
    """Write readings and measured marks of `assessments` (all of the scheme by default).

    Only those in 自评 are touched: figures handed in are frozen. Returns how many were measured.
    """
    rows = scheme.assessments.filter(status=Assessment.Status.SELF)
    if assessments is not None:
        rows = rows.filter(pk__in=[row.pk for row in assessments])
    chosen = list(rows.select_for_update(of=("self",)).select_related("scheme").order_by("pk"))
    metrics, figures = compute_figures(scheme=scheme, until=until)
    scores = _scores_of(chosen)
    for score in scores:
        score.readings, score.measured = _measured(score, metrics, figures)
    Score.objects.bulk_update(scores, ["readings", "measured"], batch_size=500)
    Assessment.objects.filter(pk__in=[row.pk for row in chosen]).update(measured_at=timezone.now())
    refresh_totals(chosen)
    return len(chosen)


@transaction.atomic
def compare(*, assessment: Assessment, until: date) -> int:
    """Compute a frozen assessment again beside the old figures; returns how many marks would differ."""
    metrics, figures = compute_figures(scheme=assessment.scheme, until=until)
    scores = _scores_of([assessment])
    for score in scores:
        now, score.recomputed = _measured(score, metrics, figures)
        score.readings = [_beside(old, new) for old, new in zip(score.readings, now, strict=True)]
    Score.objects.bulk_update(scores, ["readings", "recomputed"])
    Assessment.objects.filter(pk=assessment.pk).update(compared_at=timezone.now())
    return sum(score.drift is not None for score in scores)


def _scores_of(assessments):
    return list(
        Score.objects.filter(assessment__in=assessments).select_related("indicator", "assessment__scheme")
    )


def _measured(score, metrics, figures) -> tuple[list[dict], Decimal | None]:
    """(readings, mark) of one indicator and community; hand-scored ones have readings but no mark."""
    parts, year = parts_of(score.indicator), score.assessment.scheme.year
    community = score.assessment.community_id
    marks, readings = [], []
    for part in parts:
        value = figures[part.metric].get(community)
        also = figures[part.also].get(community) if part.also else None
        points = None if part.rule == READING else mark(part, value, also, year=year)
        marks.append(points)
        readings.append(_reading(part, value, also, points, metrics))
    return readings, None if score.indicator.is_hand else item_mark(marks)


def _reading(part: Part, value, also, points, metrics) -> dict:
    reading = {
        "metric": part.metric,
        "label": metrics[part.metric].label,
        "unit": metrics[part.metric].unit,
        "value": _text(value),
        "points": _text(points),
    }
    if part.also:
        metric = metrics[part.also]
        reading |= {
            "also": part.also,
            "also_label": metric.label,
            "also_unit": metric.unit,
            "also_value": _text(also),
        }
    return reading


def _beside(old, new):
    found = old | {"now": new["value"]}
    return found | {"also_now": new["also_value"]} if "also" in new else found


def _text(value):
    """Decimals in JSON are text; four decimals are kept so that nothing is rounded twice."""
    return None if value is None else str(round(value, 4).normalize() + 0)
