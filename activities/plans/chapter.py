"""The chapter 年度计划: what the street set out to do, and how far it came."""

from activities.plans.models import Plan, Target
from activities.plans.progress import progress_of, target_table
from portal import book
from portal.days import last_day
from portal.numbers import MISSING, figure_text

CHARTED = {Target.Kind.EVENTS, Target.Kind.PARTICIPANTS}


def plan_chapter(street, year) -> book.Chapter:
    return book.Chapter("年度计划", _plan_blocks(street, year))


def _plan_blocks(street, year):
    plan = (
        Plan.objects.filter(street=street, community__isnull=True, year=year).select_related("street").first()
    )
    if plan is None:
        return []
    blocks = [book.heading(plan.title), book.para(plan.aims)]
    for label, text in (("主要任务与措施", plan.measures), ("保障措施", plan.safeguards)):
        if text:
            blocks += [book.heading(label, 3), book.para(text)]
    return [*blocks, *_target_table(plan)]


def _target_table(plan):
    rows = [
        (
            one.label,
            one.scope,
            f"{one.target:,.0f}{one.unit}",
            f"{one.done:,.0f}{one.unit}",
            f"{one.percent}%",
        )
        for one in progress_of(plan, last_day(plan.year))
    ]
    if not rows:
        return []
    columns = [
        ("指标", 3, "left"),
        ("口径", 3, "left"),
        ("目标", 2, "right"),
        ("完成", 2, "right"),
        ("完成率", 1.4, "right"),
    ]
    return [book.table(columns, rows, "“个十百千万”指标完成情况")]


def targets_of_communities(street, year, communities) -> list[book.Block]:
    """For the chapter 概况: 个十百千万 by community, then bars for events and attendances."""
    rows = target_table(street, year, last_day(year), communities)
    kinds = [place for place in range(len(Target.Kind)) if any(row.cells[place] for row in rows)]
    if not kinds:
        return []
    names = [Target.Kind.choices[place] for place in kinds]
    columns = [
        ("社区", 2, "left"),
        *((f"{label}（{Target.UNITS[kind]}）", 2, "center") for kind, label in names),
    ]
    cells = [[row.community.name, *(_done_of_target(row.cells[place]) for place in kinds)] for row in rows]
    charts = [_target_bars(rows, place) for place in kinds if Target.Kind.values[place] in CHARTED]
    return [
        book.heading("“个十百千万”目标完成情况"),
        book.table(columns, cells, "各社区“个十百千万”完成情况（完成 / 目标）"),
        *charts,
    ]


def _done_of_target(cell):
    return f"{figure_text(cell.done)} / {figure_text(cell.target)}" if cell else MISSING


def _target_bars(rows, place):
    kind, label = Target.Kind.choices[place]
    cells = [(row.community.name, row.cells[place]) for row in rows if row.cells[place]]
    items = [(name, cell.done, cell.target) for name, cell in cells]
    return book.bars(items, Target.UNITS[kind], f"各社区{label.partition('：')[2]}")
