"""沿用上年计划: last year's plan as a draft of the new year, on the same weekdays.

What is copied is the intention: text, targets, themes, projects with their milestones, events with
their arrangements. What happened is not: permits, figures, attendance, money, dates of completion.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from activities.events.models import Event
from activities.events.services import WEEK, draft_like
from activities.plans.models import Plan, Target
from activities.projects.models import Milestone, Project, Theme
from portal.access import demand_editable

YEAR = timedelta(days=364)  # 52 weeks: the same weekday


def moved_day(day: date) -> date:
    """The same weekday of the next year: 52 weeks later, a week more where that is still the old year."""
    moved = day + YEAR
    return moved if moved.year > day.year else moved + WEEK


def moved_times(starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """Start and end of an event in the next year, its length unchanged (aware datetimes in, aware out)."""
    day = timezone.localdate(starts_at)
    step = moved_day(day) - day
    return starts_at + step, ends_at + step


def moved_title(title: str, year: int) -> str:
    """A title that names its year names the next one."""
    return title.replace(str(year), str(year + 1))


@transaction.atomic
def copy_plan(*, source, by, themes=None, projects=None, events=None) -> Plan:
    """Copy `source` into the following year. `themes`, `projects`, `events` are the rows to take along
    (querysets or lists of the source's own rows; None takes all). The copy is the same owner's, so `by` must be
    allowed to edit the source: PermissionDenied otherwise; ValidationError when the year already has its plan."""
    demand_editable(by, source)
    year = source.year + 1
    owner = {"street": source.street, "community": source.community}
    if Plan.objects.filter(**owner, year=year).exists():
        raise ValidationError(f"{source.owner_name}的{year}年度计划已经建立，请在原计划上修改。")
    plan = Plan.objects.create(
        **owner,
        year=year,
        title=moved_title(source.title, source.year),
        aims=source.aims,
        measures=source.measures,
        safeguards=source.safeguards,
        copied_from=source,
    )
    Target.objects.bulk_create(
        Target(plan=plan, kind=target.kind, scope=target.scope, value=target.value)
        for target in source.targets.all()
    )
    new_themes = _copy_themes(plan, copyable_themes(source) if themes is None else themes)
    new_projects = _copy_projects(plan, copyable_projects(source) if projects is None else projects)
    _copy_events(plan, copyable_events(source) if events is None else events, new_themes, new_projects)
    return plan


def copyable_themes(source) -> QuerySet[Theme]:
    return source.themes.order_by("pk")


def copyable_projects(source) -> QuerySet[Project]:
    """Projects of the source whose kind is not yet set up in the next year (one of each a year)."""
    taken = Project.objects.filter(street=source.street_id, year=source.year + 1).exclude(
        kind=Project.Kind.BRAND
    )
    return source.projects.exclude(kind__in=taken.values("kind")).order_by("pk")


def copyable_events(source) -> QuerySet[Event]:
    """Events that were published, whatever became of them afterwards; cancelled ones are left behind."""
    return source.events.counted().order_by("starts_at", "pk")


def moved_steps(projects) -> list[Milestone]:
    """Milestones of `projects`, each with `moved`, its day in the next year."""
    steps = list(Milestone.objects.filter(project__in=projects).order_by("due_on", "pk"))
    for step in steps:
        step.moved = moved_day(step.due_on)
    return steps


def _copy_themes(plan, themes):
    pairs = [
        (
            theme.pk,
            Theme(
                street=plan.street,
                community=plan.community,
                year=plan.year,
                plan=plan,
                title=moved_title(theme.title, theme.year),
                description=theme.description,
                planned_events=theme.planned_events,
            ),
        )
        for theme in themes
    ]
    Theme.objects.bulk_create([copy for _, copy in pairs])
    return dict(pairs)


def _copy_projects(plan, projects):
    pairs = [(project, _project_copy(plan, project)) for project in projects]
    Project.objects.bulk_create([copy for _, copy in pairs])
    by_source = {project.pk: copy for project, copy in pairs}
    steps = Milestone.objects.filter(project__in=list(by_source)).order_by("due_on", "pk")
    Milestone.objects.bulk_create(
        Milestone(
            project=by_source[step.project_id],
            title=moved_title(step.title, plan.year - 1),
            due_on=moved_day(step.due_on),
            responsible_id=step.responsible_id,
        )
        for step in steps
    )
    return by_source


def _project_copy(plan, project):
    return Project(
        street=plan.street,
        community=plan.community,
        year=plan.year,
        plan=plan,
        kind=project.kind,
        title=moved_title(project.title, project.year),
        aim=moved_title(project.aim, project.year),
        lead_id=project.lead_id,
        candidate_id=project.candidate_id,
        budget=project.budget,
        starts_on=project.starts_on and moved_day(project.starts_on),
        ends_on=project.ends_on and moved_day(project.ends_on),
    )


def _copy_events(plan, events, themes, projects):
    Event.objects.bulk_create(_event_copy(plan, event, themes, projects) for event in events)


def _event_copy(plan, event, themes, projects):
    starts_at, ends_at = moved_times(event.starts_at, event.ends_at)
    return draft_like(
        event,
        plan=plan,
        theme=themes.get(event.theme_id),
        project=projects.get(event.project_id),
        title=moved_title(event.title, plan.year - 1),
        starts_at=starts_at,
        ends_at=ends_at,
    )
