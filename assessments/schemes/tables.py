"""指标体系: the table of a scheme's indicators."""

from functools import partial
from operator import attrgetter

from django.utils.html import format_html, format_html_join

from assessments.schemes.formulas import number, parts_of, words
from portal.contributions import all_metrics
from portal.pages.columns import Column
from portal.pages.drawing import second_line
from portal.pages.tables import RowVerb, Table

VERBS = (RowVerb("修改", "assessments:indicator-edit"), RowVerb("删除", "assessments:indicator-delete"))


def indicator_table(request, indicators, *, drafting: bool) -> Table:
    """Each indicator with its formula in words; a draft's can be changed."""
    return Table(
        indicators,
        (
            Column("code"),
            Column("title", "指标", head=True, css="align-top"),
            Column("weight", write=number),
            Column("get_kind_display"),
            Column(
                "standard", "评分标准与计算公式", wide=True, draw=partial(_standard, metrics=all_metrics())
            ),
        ),
        caption="指标",
        request=request,
        verbs=VERBS if drafting else (),
        group=attrgetter("section"),
        row_attrs=lambda indicator: {"id": indicator.code},
        empty="还没有指标。",
        inner=True,
        css="scores-table",
    )


def _standard(indicator, metrics):
    sentences = ((second_line(words(part, metrics)),) for part in parts_of(indicator))
    return format_html("{}{}", indicator.standard, format_html_join("", "{}", sentences))
