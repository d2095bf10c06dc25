"""Themes, the projects of 五个一工程 with their milestones, and the communities' brands."""

from datetime import timedelta
from decimal import Decimal

from activities.plans.demo import brand_of, plans_of, theme_of
from activities.projects.models import Milestone, Project, Theme
from portal.demo.tables import table

STREET_THEMES = (  # (title, description), planned events
    (("桃花为媒、文化惠民", "以桃花节带动全年群众文化活动。"), 6),
    (("全民健身、活力社区", "以社区运动会带动日常健身。"), 3),
)
OPEN_STEPS = (  # this year, whatever the day: one overdue, one due soon (kind, title, days from today)
    ("corridor", "补齐破损展板的维修和更换", -4),
    ("pioneer", "整理创建台账，补齐缺项材料", 6),
)
SMALL_STREET_PROJECTS, SMALL_STREET_SHARE = 2, 5  # a small street has two projects with a fifth of the money


def fill(ground):
    plans = plans_of(ground)
    Theme.objects.bulk_create(_themes(ground, plans))
    rows = table(__file__, "demo_projects")[: None if ground.is_large else SMALL_STREET_PROJECTS]
    projects = [_project(ground, plans[None], row) for row in rows]
    brands = [
        _brand(ground, place, one, plans[one.pk])
        for place, one in enumerate(ground.communities)
        if place % 4 != 3
    ]
    Project.objects.bulk_create([*projects, *brands])
    steps = [step for project in [*projects, *brands] for step in _milestones(ground, project)]
    Milestone.objects.bulk_create([*steps, *_open_steps(ground, projects)])


def projects_of(ground) -> list[Project]:
    return list(Project.objects.filter(street=ground.street, year=ground.year).order_by("pk"))


def themes_of(ground) -> dict[int | None, list[Theme]]:
    """{community id, or None for the street: its themes of the year}."""
    found = {}
    for theme in Theme.objects.filter(street=ground.street, year=ground.year).order_by("pk"):
        found.setdefault(theme.community_id, []).append(theme)
    return found


def _themes(ground, plans):
    for words, planned in STREET_THEMES:
        yield _theme(ground, plans[None], words, planned)
    for place, community in enumerate(ground.communities):
        plan = plans[community.pk]
        yield _theme(ground, plan, theme_of(ground.year, place), ground.rng.randint(4, 6))
        if place % 3 == 0:
            yield _theme(ground, plan, theme_of(ground.year, place, second=1), ground.rng.randint(2, 4))


def _theme(ground, plan, words, planned):
    title, description = words
    return Theme(
        street=ground.street,
        community=plan.community,
        year=ground.year,
        plan=plan,
        title=title,
        description=description,
        planned_events=planned,
    )


def _project(ground, plan, row):
    """One of the five; 一先 is led by the candidate community's staff, the others by the officer."""
    names = {"candidate": ground.candidate.name, "year": ground.year}
    candidate = ground.candidate if row["by_candidate"] else None
    return Project(
        street=ground.street,
        year=ground.year,
        plan=plan,
        kind=row["kind"],
        title=row["title"].format(**names),
        aim=row["aim"].format(**names),
        lead=ground.keeper_of(candidate),
        candidate=candidate,
        starts_on=ground.day(int(row["first_month"]), 5),
        ends_on=ground.day(int(row["last_month"]), 28),
        budget=Decimal(row["budget"]) / (1 if ground.is_large else SMALL_STREET_SHARE),
    )


def _brand(ground, place, community, plan):
    name = brand_of(place)
    return Project(
        street=ground.street,
        community=community,
        year=ground.year,
        plan=plan,
        kind=Project.Kind.BRAND,
        title=name,
        lead=ground.keeper_of(community),
        budget=Decimal(3000 + 1000 * (place % 4)),
        aim=f"把“{name}”办成居民认得、愿意来、能坚持的特色活动，全年不少于三次，形成一套可以推广的做法。",
    )


def _milestones(ground, project):
    """Done a few days early or late, but those that are an occasion themselves on their day."""
    for row in table(__file__, "demo_milestones"):
        if row["kind"] == project.kind:
            due = ground.day(int(row["month"]), int(row["day"]))
            early = ground.rng.randint(-6, 3)
            done = due if row["on_the_day"] else due + timedelta(days=early)
            is_done = ground.past(max(done, due))
            yield _milestone(project, row["title"], due, done if is_done else None)


def _open_steps(ground, projects):
    if not (ground.is_running and ground.is_large):
        return
    by_kind = {project.kind: project for project in projects}
    for kind, title, days in OPEN_STEPS:
        due = ground.today + timedelta(days=days)
        if due.year == ground.year:
            yield _milestone(by_kind[kind], title, due)


def _milestone(project, title, due, done=None):
    return Milestone(project=project, title=title, due_on=due, done_on=done, responsible=project.lead)
