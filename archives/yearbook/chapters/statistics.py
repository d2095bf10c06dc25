"""统计: the uniform tables that make one year comparable with the next."""

from activities.events.figures import by_month
from activities.events.metrics import events_held
from activities.models import Event
from portal.book import Chapter, bars, heading, table
from portal.days import last_day
from portal.metrics import Group
from portal.numbers import MISSING, figure_text
from troupes.practice.chapter import categories

COLUMNS_PER_TABLE = 5


def statistics(street, year, readings, before) -> Chapter:
    """`readings` and `before` are the metrics of the year, and those of the year before that can be added up."""
    communities = list(street.communities.order_by("position", "pk"))
    blocks = [
        *_months(street, year),
        *categories(street, year),
        *_community_tables(communities, readings),
        *_comparison(year, readings, before),
    ]
    return Chapter("统计", blocks)


def _months(street, year):
    months = by_month(Event.objects.filter(street=street), year)[: last_day(year).month]
    total = {key: sum(getattr(month, key) for month in months) for key in ("events", "own", "attendances")}
    if not total["events"]:
        return []
    rows = [_month_row(f"{month.month}月", **vars(month)) for month in months]
    columns = [
        ("月份", 1, "left"),
        ("活动（场）", 1, "right"),
        ("街道举办", 1, "right"),
        ("社区举办", 1, "right"),
        ("参与（人次）", 1.2, "right"),
    ]
    chart = bars([(f"{row.month}月", row.attendances, None) for row in months], "人次", "各月参与人次")
    rows.append(_month_row("合计", **total))
    return [heading("活动分月统计"), table(columns, rows, "活动分月统计表"), chart]


def _month_row(label, *, events, own, attendances, **_month):
    return [label, events, own, events - own, f"{attendances:,}"]


def _community_tables(communities, readings):
    if not any(reading.values for reading in readings.values()):
        return []
    blocks = [heading("各社区主要指标")]
    for title, group in _grouped(readings):
        columns = [("社区", 1.6, "left"), *((reading.label, 1.4, "right") for reading in group)]
        rows = [
            [community.name, *(reading.text(community) for reading in group)] for community in communities
        ]
        rows.append(["合计或平均", *(reading.whole_text for reading in group)])
        blocks.append(table(columns, rows, title))
    return blocks


def _grouped(readings):
    """[(caption, readings)] of at most COLUMNS_PER_TABLE columns; every metric is printed once."""
    groups = [
        (group.value, [reading for reading in readings.values() if reading.metric.group is group])
        for group in Group
    ]
    return [
        (title, members[start : start + COLUMNS_PER_TABLE])
        for title, members in groups
        for start in range(0, len(members), COLUMNS_PER_TABLE)
    ]


def _comparison(year, readings, before):
    """This year beside the last, for every figure that can be added up. A year before the portal was in
    use holds no events: it is not compared."""
    if not before[events_held.key].values:
        return []
    rows = [
        [reading.metric.label, reading.metric.unit, *_change(before[key].whole, reading.whole)]
        for key, reading in readings.items()
        if reading.is_additive and key in before and before[key].whole
    ]
    if not rows:
        return []
    columns = [
        ("指标", 2.4, "left"),
        ("单位", 0.8, "center"),
        (f"{year - 1}年", 1.2, "right"),
        (f"{year}年", 1.2, "right"),
        ("增减", 1.2, "right"),
        ("增减率", 1, "right"),
    ]
    return [heading("与上年对照"), table(columns, rows, "主要指标与上年对照表")]


def _change(old, new):
    new = new or 0
    sign = "＋" if new > old else "－" if new < old else ""
    share = f"{sign}{abs(new - old) * 100 / old:.1f}%" if old else MISSING
    return figure_text(old), figure_text(new), f"{sign}{figure_text(abs(new - old))}", share
