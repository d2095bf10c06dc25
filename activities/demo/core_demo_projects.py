"""The five projects with their milestones, and the communities' brands."""

from datetime import date, timedelta
from decimal import Decimal

from activities.demo import core_demo_texts as texts
from activities.projects.models import Milestone, Project

OPEN_STEPS = (  # this year, whatever the day: one overdue, one due soon (kind, title, days from today)
    ("corridor", "补齐破损展板的维修和更换", -4),
    ("pioneer", "整理创建台账，补齐缺项材料", 6),
)


def make_projects(world):
    kinds = list(texts.PROJECTS)[:2] if world.is_small else list(texts.PROJECTS)
    rows = [_project(world, kind) for kind in kinds]
    brands = [_brand(world, n, one) for n, one in enumerate(world.communities) if n % 4 != 3]
    Project.objects.bulk_create([*rows, *brands])
    world.projects = {row.kind: row for row in rows}
    world.brands = {row.community_id: row for row in brands}
    steps = [step for row in rows for step in _steps(world, row, texts.PROJECTS[row.kind][6])]
    steps += [step for row in brands for step in _steps(world, row, texts.BRAND_STEPS)]
    Milestone.objects.bulk_create([*steps, *_open_steps(world)])


def _project(world, kind):
    title, aim, by_candidate, first, last, budget, _ = texts.PROJECTS[kind]
    names = {"candidate": world.candidate.name, "year": world.year}
    lead = world.owner(world.candidate) if by_candidate else world.officer
    return Project(
        street=world.street, year=world.year, plan=world.plans[None], kind=kind, title=title.format(**names),
        aim=aim.format(**names), lead=lead, candidate=world.candidate if by_candidate else None,
        starts_on=date(world.year, first, 5), ends_on=date(world.year, last, 28), budget=Decimal(budget) / (5 if world.is_small else 1),
    )  # fmt: skip


def _brand(world, n, community):
    name = texts.BRANDS[n % len(texts.BRANDS)]
    return Project(
        street=world.street, community=community, year=world.year, plan=world.plans[community.pk],
        kind=Project.Kind.BRAND, title=name, lead=world.owner(community), budget=Decimal(3000 + 1000 * (n % 4)),
        aim=f"把“{name}”办成居民认得、愿意来、能坚持的特色活动，全年不少于三次，形成一套可以推广的做法。",
    )  # fmt: skip


def _steps(world, project, lines):
    for title, month, day in lines:
        due = date(world.year, month, day)
        early = world.rng.randint(-6, 3)
        done = due if title in texts.STEPS_ON_THE_DAY else due + timedelta(days=early)
        yield Milestone(
            project=project, title=title, due_on=due, responsible=project.lead,
            done_on=done if max(done, due) <= world.today else None,
        )  # fmt: skip


def _open_steps(world):
    if not world.is_current or world.is_small:
        return []
    days = [(kind, title, world.today + timedelta(days=offset)) for kind, title, offset in OPEN_STEPS]
    return [
        Milestone(
            project=world.projects[kind], title=title, due_on=day, responsible=world.projects[kind].lead
        )
        for kind, title, day in days
        if day.year == world.year
    ]
