"""Projects as a table: the brands of the communities (一社一品)."""

from portal.pages.columns import Column
from portal.pages.tables import Table


def brand_table(projects, money: dict) -> Table:
    """`money` is {project pk: figures of the ledger}."""
    return Table(
        projects,
        (
            Column("title", "品牌", link=True),
            Column("owner_name", "社区"),
            Column("lead"),
            Column("steps", "节点", value=lambda row: f"{row.steps_done}/{row.steps}", css="number"),
            Column("shows", "活动", value=lambda row: f"{row.shows_done}/{row.shows}", css="number"),
            Column("spent", "支出（元）", value=lambda row: money[row.pk].spent if row.pk in money else None),
        ),
        caption="社区品牌",
        empty="还没有登记社区品牌。每个社区可以培育一个特色品牌。",
        inner=True,
    )
