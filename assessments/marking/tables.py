"""The tables of marks: on the page of an assessment, on the sheet for the printer, and in the review."""

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.marking.models import Adjustment
from assessments.schemes.formulas import number
from portal.pages.columns import Column, display
from portal.pages.drawing import badge, quiet, second_line
from portal.pages.tables import Table


# The page of an assessment -------------------------------------------------------------------
def score_table(scores, *, drifted: bool) -> Table:
    """`drifted` adds what the figures of today would change (复算差额)."""
    drift = (Column("drift", "复算差额", write="{:+.2f}".format),) if drifted else ()
    return Table(
        scores,
        (
            Column("indicator", head=True, css="align-top", draw=_leading_name),
            Column("indicator.get_kind_display"),
            Column("indicator.weight"),
            Column("self_points", css="number"),
            Column("measured", css="number"),
            Column("review_points", css="number"),
            Column("points", "得分", css="number", value=attrgetter("points"), draw=_points),
            *drift,
        ),
        caption="各项得分",
        group=attrgetter("indicator.section"),
        inner=True,
        css="scores-table",
    )


def _leading_name(score):
    gap = badge("自评与复评差距超过一成", "warn") if score.is_gap_wide else ""
    return format_html(
        '<a class="row-link" href="{}">{}</a> {}', score.get_absolute_url(), score.indicator, gap
    )


def _points(score):
    if score.not_applicable:
        return badge("不适用")
    return format_html("<strong>{}</strong>", display(score.points))


# The sheet for the printer -------------------------------------------------------------------
@dataclass(frozen=True)
class SheetRow:
    """One line of the 评分表: an indicator with its marks, or 加分、扣分、一票否决 with its ground."""

    code: str
    title: str
    points: str
    reason: str
    weight: Decimal | None = None
    self_points: Decimal | None = None
    measured: Decimal | None = None

    @classmethod
    def of_score(cls, score):
        indicator = score.indicator
        points = "不适用" if score.not_applicable else display(score.points)
        return cls(
            indicator.code,
            indicator.title,
            points,
            score.review_reason,
            weight=indicator.weight,
            self_points=score.self_points,
            measured=score.measured,
        )

    @classmethod
    def of_adjustment(cls, adjustment):
        sign = {Adjustment.Kind.BONUS: "+", Adjustment.Kind.DEDUCTION: "−"}.get(adjustment.kind)
        points = f"{sign}{display(adjustment.points)}" if sign else "否决"
        return cls(adjustment.get_kind_display(), adjustment.title, points, adjustment.evidence)


def sheet_table(assessment, scores, adjustments) -> Table:
    rows = [*map(SheetRow.of_score, scores), *map(SheetRow.of_adjustment, adjustments)]
    made_of = f"基础分 {display(assessment.base)}，加分 {assessment.bonus}，扣分 {assessment.deduction}"
    return Table(
        rows,
        (
            Column("code", "编号"),
            Column("title", "指标", head=True),
            Column("weight", "分值", write=number),
            Column("self_points", "自评分", css="number"),
            Column("measured", "系统计分", css="number"),
            Column("points", "考评分", css="number"),
            Column("reason", "复评理由", wide=True),
        ),
        caption="各项评分",
        footer={"title": "合计", "weight": 100, "points": display(assessment.total), "reason": made_of},
        blank="",
        css="scores-table",
    )


# The review ----------------------------------------------------------------------------------
def review_table(rows) -> Table:
    """`rows` are the sheet_forms.Row of a ReviewForm, with their `figures`."""
    return Table(
        rows,
        (
            Column("score.indicator", "指标", head=True, css="align-top", draw=_indicator),
            Column("score.indicator.weight", "分值", write=number),
            Column("score.self_points", "自评", wide=True, draw=_own),
            Column("score.measured", "系统计分与数据", wide=True, draw=_measured),
            Column("points", "复评分", draw=lambda row: _field(row.points)),
            Column("reason", "理由", wide=True, draw=lambda row: _field(row.reason)),
            Column("not_applicable", "不适用", draw=lambda row: _tick(row.not_applicable)),
        ),
        caption="复评指标",
        group=attrgetter("score.indicator.section"),
        row_attrs=_review_attrs,
        css="review-table",
    )


def _review_attrs(row):
    """The script adds the marks up from them."""
    score = row.score
    return {
        "id": score.indicator.code,
        "data-row": True,
        "data-weight": score.indicator.weight,
        "data-measured": score.measured,
        "class": "table-warning" if score.is_gap_wide else "",
    }


def _indicator(row):
    indicator = row.score.indicator
    return format_html("<strong>{}</strong>{}", indicator, second_line(indicator.standard))


def _own(row):
    score = row.score
    reason = second_line(linebreaksbr(score.self_reason)) if score.self_reason else ""
    gap = badge("差距超过一成", "warn") if score.is_gap_wide else ""
    return format_html("{}{}{}", display(score.self_points), reason, gap)


def _measured(row):
    score = row.score
    points = "" if score.indicator.is_hand else format_html("<strong>{}</strong>", display(score.measured))
    return format_html("{}{}", points, row.figures)


def _field(field):
    errors = format_html_join("", '<span class="invalid-feedback">{}</span>', ((e,) for e in field.errors))
    label = format_html('<label class="visually-hidden" for="{}">{}</label>', field.id_for_label, field.label)
    return format_html("{}{}{}", field, label, errors)


def _tick(field):
    return format_html(
        '<label class="form-check mb-0">{}<span class="visually-hidden">{}</span></label>', field, field.label
    )


def figures(lines) -> SafeString:
    """What was measured (tracing.Line): each figure leads to its rows; then the sum, or the formula."""
    if not lines:
        return SafeString()
    items = format_html_join("", "<li>{}{}</li>", ((_sources(line), _working(line)) for line in lines))
    return format_html('<ul class="item-lines list-unstyled mb-0">{}</ul>', items)


def _sources(line):
    return format_html_join("，", "{} {}{}", ((s.label, _value(s), _now(s)) for s in line.sources))


def _value(source):
    if not source.url:
        return source.value
    return format_html('<a href="{}" title="{}">{}</a>', source.url, source.definition, source.value)


def _now(source):
    return quiet(f"（现为 {source.now}）") if source.now else ""


def _working(line):
    text = f"（{line.working}）" if line.working else "" if line.sources else line.words
    return quiet(text) if text else ""
