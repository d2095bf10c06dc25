"""What the leader's board shows: the year against its plan, and where it stands by project, community,
month and channel. Every function takes rows the user may see and asks a constant number of questions."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils import timezone

from activities.models import Event, Expense, FundLine, Milestone, Project, Target
from activities.plans.lights import elapsed_share
from activities.plans.progress import Progress, target_table
from assessments.marking.models import Assessment
from portal.contributions import all_metrics

ZERO = Decimal(0)

RANKING_METRICS = ("events_held", "attendances", "dossier_completeness")


def year_progress(street, communities, year: int, until) -> list[Progress]:
    """个十百千万 of the whole street: a target of the street plan for 全街道 counts as it stands, one for
    每个社区 is added up over the communities. Kinds without any target are left out."""
    table = target_table(street, year, until, communities)
    whole = dict(
        Target.objects.filter(
            plan__street=street, plan__year=year, plan__community__isnull=True, scope=Target.Scope.STREET
        ).values_list("kind", "value")
    )
    rows = []
    for position, (kind, label) in enumerate(Target.Kind.choices):
        cells = [row.cells[position] for row in table if row.cells[position]]
        target = whole.get(kind, sum((cell.target for cell in cells), ZERO))
        if target:
            rows.append(
                Progress(
                    kind=kind,
                    label=label,
                    scope="全街道",
                    unit=Target.UNITS[kind],
                    target=target,
                    done=sum((cell.done for cell in cells), ZERO),
                    elapsed=elapsed_share(year, until),
                    url=f"{reverse('activities:target-list')}?year={year}",
                )  # fmt: skip
            )
    return rows


@dataclass(frozen=True)
class MonthRow:
    """One month: events held, 人次, and where its events are listed."""

    month: int
    events: int
    attendances: int
    url: str


def participation_by_month(events, year: int) -> list[MonthRow]:
    """Twelve rows for `year`; `events` is a scoped Event queryset."""
    found = (
        events.for_year(year)
        .held()
        .annotate(month=ExtractMonth("starts_at"))
        .order_by("month")
        .values("month")
        .annotate(events=Count("pk"), attendances=Sum("attendances"))
    )
    by_month = {row["month"]: row for row in found}
    base = reverse("activities:event-list")
    return [
        MonthRow(
            month=month,
            events=by_month.get(month, {}).get("events", 0),
            attendances=by_month.get(month, {}).get("attendances") or 0,
            url=f"{base}?year={year}&month={month}",
        )
        for month in range(1, 13)
    ]


@dataclass(frozen=True)
class ChannelRow:
    """One of the three channels (向上争取、街道出资、自筹), in yuan."""

    label: str
    budget: Decimal
    received: Decimal
    spent: Decimal
    url: str

    @property
    def share(self):
        """预算执行率: spent ÷ budget, 0–1."""
        return self.spent / self.budget if self.budget else ZERO


def money_by_channel(lines, expenses, year: int) -> list[ChannelRow]:
    """`lines` and `expenses` are scoped FundLine and Expense querysets."""
    sums = {
        row["channel"]: row
        for row in lines.for_year(year)
        .order_by()
        .values("channel")
        .annotate(b=Sum("budget"), r=Sum("received"))
    }
    spent = dict(
        expenses.filter(line__year=year).order_by().values_list("line__channel").annotate(total=Sum("amount"))
    )
    base = reverse("activities:fundline-list")
    return [
        ChannelRow(
            label=label,
            budget=sums.get(channel, {}).get("b") or ZERO,
            received=sums.get(channel, {}).get("r") or ZERO,
            spent=spent.get(channel) or ZERO,
            url=f"{base}?year={year}&channel={channel}",
        )
        for channel, label in FundLine.Channel.choices
    ]


def project_rows(projects, year: int) -> list[Project]:
    """The five projects, each with milestones, events and money annotated by subqueries of one query."""
    events = Q(events__status__in=[Event.Status.HELD, Event.Status.CLOSED])
    planned = ~Q(events__status__in=[Event.Status.DRAFT, Event.Status.CANCELLED])
    rows = list(
        projects.for_year(year)
        .exclude(kind=Project.Kind.BRAND)
        .select_related("lead")
        .annotate(
            events_held=Count("events", filter=events, distinct=True),
            events_planned=Count("events", filter=planned & Q(events__isnull=False), distinct=True),
        )
        .order_by("pk")
    )
    steps = _steps_by_project(rows)
    money = _money_by_project(rows)
    for row in rows:
        row.steps_done, row.steps, row.steps_late = steps.get(row.pk, (0, 0, 0))
        row.received, row.spent = money.get(row.pk, (ZERO, ZERO))
    return rows


def _steps_by_project(projects):
    late = Q(done_on__isnull=True, due_on__lt=timezone.localdate())
    found = (
        Milestone.objects.filter(project__in=projects)
        .order_by()
        .values("project")
        .annotate(
            done=Count("pk", filter=Q(done_on__isnull=False)),
            every=Count("pk"),
            late=Count("pk", filter=late),
        )
    )
    return {row["project"]: (row["done"], row["every"], row["late"]) for row in found}


def _money_by_project(projects):
    received = dict(
        FundLine.objects.filter(project__in=projects)
        .order_by()
        .values_list("project")
        .annotate(total=Sum("received"))
    )
    spent = dict(
        Expense.objects.filter(line__project__in=projects)
        .order_by()
        .values_list("line__project")
        .annotate(total=Sum("amount"))
    )
    return {key: (received.get(key) or ZERO, spent.get(key) or ZERO) for key in {*received, *spent}}


@dataclass(frozen=True)
class CommunityRow:
    """One community: its figures, its mark so far, and its place by that mark."""

    community: object
    values: dict[str, Decimal]
    urls: dict[str, str]
    points: Decimal | None
    rank: int | None
    url: str
    state: str


def communities_ranked(communities, assessments, street, year: int, until) -> list[CommunityRow]:
    """Best mark first: the rank once the result is final, before that the marks as they stand, the same
    total that the assessment's own pages show."""
    metrics = all_metrics()
    figures = {key: metrics[key].of_communities(street, year, until) for key in RANKING_METRICS}
    marks = {row.community_id: row for row in assessments.filter(scheme__year=year)}
    rows = [
        _community_row(community, year, metrics, figures, marks.get(community.pk))
        for community in communities
    ]
    rows.sort(key=lambda row: (row.rank or 99, -(row.points if row.points is not None else -1)))
    return rows


def _community_row(community, year, metrics, figures, assessment):
    final = assessment is not None and assessment.status == Assessment.Status.FINAL
    return CommunityRow(
        community=community,
        values={key: figures[key].get(community.pk, ZERO) for key in RANKING_METRICS},
        urls={key: metrics[key].rows_url(community, year) for key in RANKING_METRICS},
        points=assessment.total if assessment else None,
        rank=assessment.rank if final else None,
        url=assessment.get_absolute_url() if assessment else "",
        state=assessment.get_status_display() if assessment else "未开始",
    )
