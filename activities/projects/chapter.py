"""The chapter 五个一工程: a section for each project of the street."""

from activities.event_states import TOOK_PLACE
from activities.projects.models import Project
from portal import book
from portal.contributions import Contribution, merged


def project_chapter(street, year) -> book.Chapter:
    return book.Chapter("五个一工程", _project_blocks(street, year))


def _project_blocks(street, year):
    projects = list(
        Project.objects.filter(street=street, year=year)
        .exclude(kind=Project.Kind.BRAND)
        .select_related("lead", "candidate")
        .prefetch_related("milestones", "events__community")
    )
    order = Project.Kind.values
    money = merged(Contribution.project_figures, projects)
    blocks = []
    for project in sorted(projects, key=lambda row: order.index(row.kind)):
        blocks += _project_section(project, money.get(project.pk))
    return blocks


def _project_section(project, money):
    pairs = [("责任人", project.lead or "—")]
    if project.candidate_id:
        pairs.append(("推荐社区", project.candidate))
    if money:
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
    events = sorted(
        (event for event in project.events.all() if event.status in TOOK_PLACE),
        key=lambda event: event.starts_at,
    )
    rows = [(event.title, event.when, event.owner_name, event.attendances) for event in events]
    columns = [("活动", 4, "left"), ("时间", 3.4, "center"), ("单位", 2, "left"), ("人次", 1.3, "right")]
    return [book.table(columns, rows, "有关活动")] if rows else []
