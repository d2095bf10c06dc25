"""Chapters of the yearbook: 年度计划, 大事记, 五个一工程. Third person, past tense, no praise."""

from django.db.models import Q
from django.utils import timezone

from activities.events.models import Event
from activities.funds.figures import money_of
from activities.plans.models import Plan
from activities.plans.progress import progress_of
from activities.projects.models import Project
from portal import book
from portal.days import last_day

BIG_EVENT = 500  # 人次 from which an event of a community enters the chronicle


def chapters(street, year):
    return [
        book.Chapter("年度计划", _plan_blocks(street, year)),
        book.Chapter("大事记", _chronicle_blocks(street, year)),
        book.Chapter("五个一工程", _project_blocks(street, year)),
    ]


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


def _chronicle_blocks(street, year):
    """Events of the street, and those of communities from BIG_EVENT 人次 on, in date order."""
    worth = Q(community__isnull=True) | Q(attendances__gte=BIG_EVENT)
    rows = Event.objects.filter(worth, street=street).for_year(year).held()
    rows = rows.select_related("community", "street").order_by("starts_at", "pk")
    items = [(_day(event), _sentence(event)) for event in rows]
    return [book.chronicle(items)] if items else []


def _day(event):
    start, end = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
    text = f"{start.month}月{start.day}日"
    if start == end:
        return text
    return f"{text}—{end.day}日" if start.month == end.month else f"{text}—{end.month}月{end.day}日"


def _sentence(event):
    owner = event.community.name if event.community_id else event.street.name
    people = f"，{event.attendances}人次参加" if event.attendances else ""
    return f"{owner}在{event.place}举办{event.title}{people}。"


def _project_blocks(street, year):
    projects = list(
        Project.objects.filter(street=street, year=year)
        .exclude(kind=Project.Kind.BRAND)
        .select_related("lead", "candidate")
        .prefetch_related("milestones", "events__community")
    )
    order = Project.Kind.values
    money = money_of(projects)
    blocks = []
    for project in sorted(projects, key=lambda row: order.index(row.kind)):
        blocks += _project_section(project, money[project.pk])
    return blocks


def _project_section(project, money):
    pairs = [("责任人", project.lead or "—"), ("推荐社区", project.candidate)] if project.candidate_id else [
        ("责任人", project.lead or "—")
    ]  # fmt: skip
    pairs += [
        ("预算", f"{money.budget:,.2f}元"),
        ("到位", f"{money.received:,.2f}元"),
        ("支出", f"{money.spent:,.2f}元"),
    ]
    return [
        book.heading(f"{project.short_kind}　{project.title}"),
        book.para(project.aim),
        book.facts(pairs),
        *_milestone_table(project),
        *_event_table(project),
    ]


def _milestone_table(project):
    steps = sorted(project.milestones.all(), key=lambda step: (step.due_on, step.pk))
    rows = [
        (step.title, f"{step.due_on:%Y-%m-%d}", f"{step.done_on:%Y-%m-%d}" if step.done_on else "未完成")
        for step in steps
    ]
    columns = [("节点", 5, "left"), ("期限", 2, "center"), ("完成", 2, "center")]
    return [book.table(columns, rows, "工作节点")] if rows else []


def _event_table(project):
    held = (Event.Status.HELD, Event.Status.CLOSED)
    events = sorted(
        (event for event in project.events.all() if event.status in held), key=lambda event: event.starts_at
    )
    rows = [(event.title, event.when, event.owner_name, event.attendances) for event in events]
    columns = [("活动", 4, "left"), ("时间", 3.4, "center"), ("单位", 2, "left"), ("人次", 1.3, "right")]
    return [book.table(columns, rows, "有关活动")] if rows else []
