"""统计: the uniform tables that make one year comparable with the next."""

from collections import defaultdict

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth

from activities.events.metrics import events_held
from activities.models import Event
from archives.yearbook.chapters.readings import MISSING, figure
from portal.book import Chapter, bars, heading, table
from portal.days import last_day
from portal.metrics import Group
from troupes.models import Membership, Rehearsal, Troupe

COLUMNS_PER_TABLE = 5


def statistics(street, year, readings, before) -> Chapter:
    """`readings` and `before` are the metrics of the year, and those of the year before that can be added up."""
    communities = list(street.communities.order_by("position", "pk"))
    blocks = [
        *_months(street, year),
        *_categories(street, year),
        *_community_tables(communities, readings),
        *_comparison(year, readings, before),
    ]
    return Chapter("统计", blocks)


def _months(street, year):
    held = Event.objects.filter(street=street).for_year(year).held()
    by_month = {
        row["month"]: row
        for row in held.order_by()
        .annotate(month=ExtractMonth("starts_at"))
        .values("month")
        .annotate(
            events=Count("pk"), own=Count("pk", filter=Q(community=None)), attendances=Sum("attendances")
        )
    }
    if not by_month:
        return []
    empty = {"events": 0, "own": 0, "attendances": 0}
    months = [(month, by_month.get(month, empty)) for month in range(1, last_day(year).month + 1)]
    rows = [
        [f"{month}月", row["events"], row["own"], row["events"] - row["own"], f"{row['attendances']:,}"]
        for month, row in months
    ]
    total = {key: sum(row[key] for _, row in months) for key in empty}
    rows.append(
        ["合计", total["events"], total["own"], total["events"] - total["own"], f"{total['attendances']:,}"]
    )
    columns = [
        ("月份", 1, "left"), ("活动（场）", 1, "right"), ("街道举办", 1, "right"),
        ("社区举办", 1, "right"), ("参与（人次）", 1.2, "right"),
    ]  # fmt: skip
    chart = bars([(f"{month}月", row["attendances"], None) for month, row in months], "人次", "各月参与人次")
    return [heading("活动分月统计"), table(columns, rows, "活动分月统计表"), chart]


def _categories(street, year):
    """Groups by category: how many, how many members, how often they met."""
    day = last_day(year)
    troupes = Troupe.objects.filter(street=street).active_on(day)
    if not troupes.exists():
        return []
    members = _by_category(Membership.objects.filter(troupe__in=troupes).current(day), "person")
    meetings = _by_category(
        Rehearsal.objects.filter(troupe__in=troupes).for_year(year).filter(date__lte=day), "pk"
    )
    counts = _by_category(troupes, "pk", path="category")
    rows = [
        [label, counts[key], f"{members[key]:,}", f"{meetings[key]:,}"]
        for key, label in Troupe.Category.choices
        if counts[key]
    ]
    totals = [f"{sum(numbers.values()):,}" for numbers in (counts, members, meetings)]
    columns = [
        ("类别", 2, "left"),
        ("团队（支）", 1, "right"),
        ("队员（人次）", 1, "right"),
        ("排练与活动（次）", 1.3, "right"),
    ]
    return [
        heading("群众文化团队分类统计"),
        table(columns, [*rows, ["合计", *totals]], "群众文化团队分类统计表"),
    ]


def _by_category(rows, field, path="troupe__category"):
    counted = rows.order_by().values(path).annotate(number=Count(field, distinct=True))
    return defaultdict(int, {row[path]: row["number"] for row in counted})


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
        ("指标", 2.4, "left"), ("单位", 0.8, "center"), (f"{year - 1}年", 1.2, "right"),
        (f"{year}年", 1.2, "right"), ("增减", 1.2, "right"), ("增减率", 1, "right"),
    ]  # fmt: skip
    return [heading("与上年对照"), table(columns, rows, "主要指标与上年对照表")]


def _change(old, new):
    new = new or 0
    sign = "＋" if new > old else "－" if new < old else ""
    share = f"{sign}{abs(new - old) * 100 / old:.1f}%" if old else MISSING
    return figure(old), figure(new), f"{sign}{figure(abs(new - old))}", share
