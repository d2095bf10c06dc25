"""The ledger as tables: sums by channel, the lines of a project, the expenses of an event."""

from portal.pages.columns import Column
from portal.pages.tables import Table


def channel_table(totals) -> Table:
    """按渠道汇总, with the sum of all (合计) as its last line."""
    return Table(
        totals,
        (
            Column("label", "渠道", head=True),
            Column("budget", "预算（元）"),
            Column("share", "占比", css="number d-none d-md-table-cell"),
            Column("received", "到位（元）"),
            Column("received_rate", "到位率", css="number"),
            Column("spent", "支出（元）"),
            Column("spent_rate", "执行率", css="number"),
            Column("balance", "到位结余（元）"),
        ),
        caption="按渠道汇总（下表筛选范围内）",
        row_attrs=lambda total: {"class": "" if total.channel else "totals-sum"},
    )


def line_table(lines) -> Table:
    return Table(
        lines,
        (
            Column("source", "来源", link=True),
            Column("get_channel_display"),
            Column("budget"),
            Column("received"),
        ),
        caption="经费来源",
        empty="没有登记这个项目的经费来源。",
        inner=True,
    )


def expense_table(expenses) -> Table:
    return Table(
        expenses,
        (
            Column("purpose", link=True),
            Column("spent_on", "日期"),
            Column("amount"),
            Column("voucher_number"),
            Column(
                "line", "经费来源", value=lambda row: f"{row.line.get_channel_display()} {row.line.source}"
            ),
        ),
        caption="支出",
        empty="没有登记支出。支出在“经费”里登记，选定关联活动后显示在这里。",
        inner=True,
    )
