"""个十百千万: targets and their progress, taken from the metrics and never typed in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from activities.plans.lights import GREEN, TONES, elapsed_share, light_of, share_of
from activities.plans.models import Plan, Target
from portal.contributions import all_metrics
from portal.models import Community

METRIC_OF = {
    Target.Kind.THEME: "themes",
    Target.Kind.EVENTS: "events_held",
    Target.Kind.CORRIDOR: "corridor_length",
    Target.Kind.EDITIONS: "board_pages",
    Target.Kind.PARTICIPANTS: "attendances",
}


@dataclass(frozen=True)
class Progress:
    """One target against the year: `done` of `target` in `unit`; `light` in words with its `tone`."""

    kind: str
    label: str
    scope: str
    unit: str
    target: Decimal
    done: Decimal
    elapsed: Decimal
    url: str = ""

    @property
    def share(self) -> Decimal:
        return share_of(self.done, self.target)

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def gap(self) -> Decimal:
        return max(self.target - self.done, Decimal(0))

    @property
    def light(self) -> str:
        return light_of(self.share, self.elapsed)

    @property
    def tone(self) -> str:
        return TONES[self.light]


def done_by_kind(street, year: int, until: date) -> dict[str, dict[int, Decimal]]:
    """{target kind: {community id: done}}: five metrics, each in a constant number of queries."""
    metrics = all_metrics()
    return {kind: metrics[key].of_communities(street, year, until) for kind, key in METRIC_OF.items()}


def progress_of(plan, until: date) -> list[Progress]:
    """The targets of one plan. A street plan's target “每个社区” counts the communities that are on course;
    “全街道” adds the communities up."""
    targets = list(plan.targets.all())
    if not targets:
        return []
    done = done_by_kind(plan.street, plan.year, until)
    communities = [] if plan.community_id else list(Community.objects.filter(street=plan.street_id))
    elapsed = elapsed_share(plan.year, until)
    return [_progress(plan, target, done[target.kind], communities, elapsed) for target in targets]


def _progress(plan, target, done, communities, elapsed):
    common = {"kind": target.kind, "label": target.get_kind_display(), "scope": target.get_scope_display()}
    if plan.community_id:
        url = all_metrics()[METRIC_OF[target.kind]].rows_url(plan.community, plan.year)
        figure = done.get(plan.community_id, Decimal(0))
        return Progress(
            **common, unit=target.unit, target=target.value, done=figure, elapsed=elapsed, url=url
        )
    if target.scope == Target.Scope.STREET:
        total = sum(done.values(), Decimal(0))
        return Progress(**common, unit=target.unit, target=target.value, done=total, elapsed=elapsed)
    shares = [share_of(done.get(community.pk, 0), target.value) for community in communities]
    on_course = sum(light_of(share, elapsed) == GREEN for share in shares)
    common["scope"] = f"{target.get_scope_display()} {target.value:.0f} {target.unit}"
    return Progress(
        **common,
        unit="个社区达标",
        target=Decimal(len(communities)),
        done=Decimal(on_course),
        elapsed=Decimal(1),
    )


@dataclass(frozen=True)
class TargetRow:
    """One community's line of the table; `cells` follow Target.Kind, None where nothing is set."""

    community: Community
    plan: Plan | None
    cells: list[Progress | None]


def target_table(street, year: int, until: date, communities, done=None) -> list[TargetRow]:
    """A row for each of `communities`. A target that the community's own plan does not set is the street
    plan's “每个社区” one. `done` is what done_by_kind answers, where the caller has asked already."""
    targets = Target.objects.filter(plan__street=street, plan__year=year).select_related("plan")
    own = {(target.plan.community_id, target.kind): target for target in targets}
    plans = {plan.community_id: plan for plan in Plan.objects.filter(street=street, year=year)}
    done = done or done_by_kind(street, year, until)
    elapsed = elapsed_share(year, until)
    metrics = all_metrics()

    def cell(community, kind):
        shared = own.get((None, kind))
        fallback = shared if shared and shared.scope == Target.Scope.COMMUNITY else None
        target = own.get((community.pk, kind)) or fallback
        if target is None:
            return None
        return Progress(
            kind=kind,
            label=target.get_kind_display(),
            scope=target.get_scope_display(),
            unit=target.unit,
            target=target.value,
            done=done[kind].get(community.pk, Decimal(0)),
            elapsed=elapsed,
            url=metrics[METRIC_OF[kind]].rows_url(community, year),
        )

    return [
        TargetRow(community, plans.get(community.pk), [cell(community, kind) for kind in Target.Kind.values])
        for community in communities
    ]
