"""个十百千万 as tables: the targets of one plan, those of all communities, and the form that sets them."""

from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.plans.models import Target
from portal.pages.columns import Column
from portal.pages.drawing import badge, meter
from portal.pages.tables import Table

UNIT = '<span class="unit">{}</span>'


def progress_table(targets, *, empty: str) -> Table:
    """One plan's targets against the year (`progress_of`)."""
    return Table(
        targets,
        (
            Column("label", "指标", css="lead"),
            Column("scope", "口径"),
            Column("target", "目标", value=lambda row: row.target, draw=_target),
            Column("done", "完成", value=lambda row: row.done, draw=_done),
            Column("share", "完成率", draw=lambda row: meter(row.done, row.target, row.label)),
            Column("light", "序时", tone="tone"),
        ),
        caption="指标",
        empty=empty,
        inner=True,
    )


def _target(row):
    return format_html("{}" + UNIT, floatformat(row.target, "0g"), row.unit)


def _done(row):
    done = floatformat(row.done, "-1g")
    figure = format_html('<a href="{}">{}</a>', row.url, done) if row.url else done
    return format_html("{}" + UNIT, figure, row.unit)


def community_table(rows, totals, *, caption: str) -> Table:
    """A line for each community, a column for each kind (`target_table`); `totals` are the sums below."""
    kinds = [
        Column(
            f"cells.{place}",
            kind.label,
            draw=lambda row, place=place: _against(row.cells[place]),
            wide=True,
        )
        for place, kind in enumerate(Target.Kind)
    ]
    sums = {f"cells.{place}": _sum(total) for place, total in enumerate(totals)}
    return Table(
        rows,
        (Column("community", "社区", head=True, draw=_community), *kinds),
        caption=caption,
        footer={"community": "各社区合计"} | sums if totals else None,
        empty="您的岗位没有可以查看的社区。",
    )


def _community(row):
    if not row.plan:
        return format_html("{}", row.community)
    return format_html('<a class="row-link" href="{}">{}</a>', row.plan.get_absolute_url(), row.community)


def _against(cell):
    """Done / target with its unit and light; 未设 where nothing is set."""
    if cell is None:
        return SafeString('<span class="text-secondary">未设</span>')
    done = format_html('<a href="{}">{}</a>', cell.url, floatformat(cell.done, "-1g"))
    target = floatformat(cell.target, "0g")
    return format_html("{}/{}" + UNIT + " {}", done, target, cell.unit, badge(cell.light, cell.tone))


def _sum(total):
    if not total:
        return None
    done, target = floatformat(total["done"], "-1g"), floatformat(total["target"], "0g")
    return f"{done}/{target}{total['unit']}"


def target_form_table(lines) -> Table:
    """`lines` are (label, unit, scope field, value field) of TargetsForm."""
    return Table(
        lines,
        (
            Column("label", "指标", head=True, value=lambda line: line[0]),
            Column("scope", "口径", draw=lambda line: _field(line[2])),
            Column("value", "目标值", draw=lambda line: _field(line[3])),
            Column("unit", "单位", value=lambda line: line[1]),
        ),
        caption="指标",
        inner=True,
    )


def _field(bound):
    return format_html(
        '<label class="visually-hidden" for="{}">{}</label>{}{}',
        bound.id_for_label,
        bound.label,
        bound,
        bound.errors,
    )
