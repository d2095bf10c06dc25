"""The tables of the board; its charts read those with a `series`."""

from operator import attrgetter

from django.utils.html import format_html

from portal.links import link
from portal.numbers import whole
from portal.pages.columns import Column
from portal.pages.drawing import badge, meter
from portal.pages.tables import Table


def progress_table(rows, year: int) -> Table:
    """`rows` from figures.year_progress."""
    return Table(
        rows,
        (
            Column("label", "指标", head=True, link=attrgetter("url")),
            _in_its_unit("target", "年度任务"),
            _in_its_unit("done", "截至目前完成"),
            Column("share", "完成率", draw=lambda row: meter(row.done, row.target, row.label)),
            Column("light", "与时间进度比", tone="tone"),
        ),
        caption="个十百千万指标与全年时间进度比较",
        empty=f"{year}年的计划里还没有“个十百千万”指标。",
        inner=True,
    )


def _in_its_unit(name, label):
    amount = attrgetter(name)
    return Column(name, label, value=amount, draw=lambda row: f"{whole(amount(row))} {row.unit}")


def months_table(rows, year: int) -> Table:
    """`rows` from activities.events.figures.by_month."""
    return Table(
        rows,
        (
            Column(
                "month",
                "月份",
                head=True,
                value=lambda row: f"{row.month}月",
                link=lambda row: link("activities:event-list", year=year, month=row.month),
            ),
            Column("attendances", "参与人次", write=whole, series="bar"),
            Column("events", "活动场次", series="line"),
        ),
        caption="各月参与人次与活动场次",
        inner=True,
    )


def money_table(channels, year: int) -> Table:
    """`channels` from activities.funds.figures.totals_by_channel, without their sum."""
    return Table(
        channels,
        (
            Column(
                "label",
                "渠道",
                head=True,
                link=lambda row: link("activities:fundline-list", year=year, channel=row.channel),
            ),
            Column("budget", "预算", write=whole, series="bar"),
            Column("received", "到位", write=whole, series="bar"),
            Column("spent", "支出", write=whole, series="bar"),
            Column("spent_share", "预算执行率", draw=lambda row: meter(row.spent_share, 1, row.label)),
        ),
        caption="三渠道经费预算、到位、支出",
        inner=True,
    )


def projects_table(rows, year: int) -> Table:
    """`rows` from figures.project_rows."""
    return Table(
        rows,
        (
            Column("get_kind_display", "项目", head=True, link=True),
            Column("lead"),
            Column("steps", "节点完成", draw=_steps),
            Column(
                "shows", "活动（已办/计划）", css="number", value=lambda row: f"{row.shows_done}/{row.shows}"
            ),
            Column("money.received", "到位（元）", write=whole),
            Column("money.spent", "支出（元）", write=whole),
        ),
        caption="五个一项目的节点、活动和经费",
        empty=f"{year}年还没有建立“五个一”项目。",
        inner=True,
    )


def _steps(row):
    late = badge(f"逾期 {row.steps_late} 项", "bad") if row.steps_late else ""
    return format_html("{}/{} {}", row.steps_done, row.steps, late)


def communities_table(rows) -> Table:
    """`rows` from figures.communities_ranked."""
    return Table(
        rows,
        (
            Column("community", "社区", head=True, link=attrgetter("url")),
            Column("points", "得分", series="bar"),
            Column("state", "考核", value=_standing),
            _leading_to_rows("events_held", "活动（场）"),
            _leading_to_rows("attendances", "人次"),
            Column("dossiers", "五有完整率", draw=_dossiers),
        ),
        caption="各社区得分、活动、人次和五有完整率",
        empty="还没有社区。",
        inner=True,
    )


def _standing(row):
    return f"{row.state} 第{row.rank}名" if row.rank else row.state


def _leading_to_rows(metric, label):
    def draw(row):
        return format_html('<a href="{}">{}</a>', row.urls[metric], whole(row.values[metric]))

    return Column(metric, label, value=lambda row: row.values[metric], draw=draw)


def _dossiers(row):
    share = meter(row.values["dossier_completeness"], 1, row.community.name)
    url = row.urls["dossier_completeness"]
    return format_html(
        '<a class="d-inline-flex" href="{}" aria-label="{}五有档案">{}</a>', url, row.community, share
    )
