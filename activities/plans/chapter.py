"""The chapter 年度计划: what the street set out to do, and how far it came."""

from activities.plans.models import Plan
from activities.plans.progress import progress_of
from portal import book
from portal.days import last_day


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
