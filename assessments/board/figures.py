"""What the leader's board shows: the year against its plan, and where it stands by project, community,
month and channel. Every function takes rows the user may see and asks a constant number of questions."""

from dataclasses import dataclass
from decimal import Decimal

from activities.models import Project, Target
from activities.plans.lights import elapsed_share
from activities.plans.progress import METRIC_OF, Progress, target_table
from assessments.marking.models import Assessment
from portal.contributions import Contribution, all_metrics, merged
from portal.links import link

ZERO = Decimal(0)

RANKING_METRICS = ("events_held", "attendances", "dossier_completeness")


def year_progress(street, communities, year: int, until, done=None) -> list[Progress]:
    """个十百千万 of the whole street: a target of the street plan for 全街道 counts as it stands, one for
    每个社区 is added up over the communities. Kinds without any target are left out. `done`: see target_table."""
    table = target_table(street, year, until, communities, done)
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
                    url=link("activities:target-list", year=year),
                )
            )
    return rows


def project_rows(projects, year: int) -> list[Project]:
    """The five projects with their progress (`with_progress`) and their `money`; two nouns' own figures."""
    rows = list(
        projects.for_year(year)
        .exclude(kind=Project.Kind.BRAND)
        .with_progress()
        .select_related("lead")
        .order_by("pk")
    )
    money = merged(Contribution.project_figures, rows)
    for row in rows:
        row.money = money[row.pk]
    return rows


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


def communities_ranked(communities, assessments, street, year: int, until, done=None) -> list[CommunityRow]:
    """Best mark first: the rank once the result is final, before that the marks as they stand, the same
    total that the assessment's own pages show. Metrics that `done` (done_by_kind) holds are not asked again."""
    metrics = all_metrics()
    known = {METRIC_OF[kind]: figures for kind, figures in (done or {}).items()}
    figures = {
        key: known[key] if key in known else metrics[key].of_communities(street, year, until)
        for key in RANKING_METRICS
    }
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
