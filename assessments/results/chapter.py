"""The yearbook's chapter 考核结果, printed once the result is decided."""

from collections import Counter

from assessments.marking.models import Assessment
from assessments.results.models import Outcome
from portal.book import Chapter, bars, entry, facts, heading, para, table
from portal.pages.columns import display


def result_chapters(street, year):
    rows = list(
        Assessment.objects.filter(street=street, scheme__year=year, status=Assessment.Status.FINAL)
        .select_related("scheme", "community")
        .order_by("rank")
    )
    if not rows:
        return []
    return [Chapter("考核结果", [*_summary(rows), *_ranking(rows), *_outcomes(rows)])]


def _summary(rows):
    grades = Counter(row.get_grade_display() for row in rows)
    average = sum(row.total for row in rows) / len(rows)
    words = "，".join(f"{label} {grades[label]} 个" for label in Assessment.Grade.labels if grades[label])
    scheme = rows[0].scheme
    return [
        para(
            f"依据《{scheme.title}》，{len(rows)} 个社区经自评、复评，由街道审定考核结果。"
            f"总分由 100 分的指标得分加减分构成，等次为：{words}。"
        ),
        facts(
            [
                ("参评社区", f"{len(rows)} 个"),
                ("平均总分", f"{average:.2f} 分"),
                ("第一名", f"{rows[0].community} {rows[0].total} 分"),
                ("优秀", "、".join(row.community.name for row in rows if row.grade == "excellent") or "无"),
            ]
        ),
    ]


def _ranking(rows):
    columns = [
        ("名次", 1, "center"),
        ("社区", 2.4, "left"),
        ("基础分", 1.4, "right"),
        ("加分", 1, "right"),
        ("扣分", 1, "right"),
        ("总分", 1.4, "right"),
        ("等次", 1.2, "center"),
    ]
    cells = [
        (row.rank, row.community, row.base, row.bonus, row.deduction, row.total, row.get_grade_display())
        for row in rows
    ]
    blocks = [heading("排名与等次"), table(columns, cells, caption="社区文化体育工作考核结果")]
    surplus = [row.community.name for row in rows if row.is_over_quota]
    if surplus:
        blocks.append(para(f"{'、'.join(surplus)}总分达到优秀线，因优秀名额所限，按名次评为良好。"))
    return [*blocks, bars([(row.community.name, row.total, None) for row in rows], "分", "各社区总分")]


def _outcomes(rows):
    outcomes = Outcome.objects.filter(assessment__in=rows).select_related("assessment__community")
    entries = [
        entry(f"{row.assessment.community}{row.get_kind_display()}", _sentence(row)) for row in outcomes
    ]
    return [heading("奖惩"), *entries] if entries else []


def _sentence(outcome):
    text = f"{outcome.decided_on.month}月{outcome.decided_on.day}日，{outcome.content}"
    if outcome.amount:
        text += f"，金额 {display(outcome.amount)} 元"
    if outcome.due_on:
        text += f"，期限至 {outcome.due_on:%Y-%m-%d}"
    return text + (f"，已于 {outcome.done_on:%Y-%m-%d} 完成。" if outcome.done_on else "。")
