"""Plans with their targets, and the rounds in which they were approved."""

from datetime import date, timedelta

from activities.plans import demo_texts as texts
from activities.plans.models import Plan, PlanRound, Target
from activities.plans.snapshots import snapshot_of
from portal.demo.ground import moment
from troupes.models import Troupe

WAITING, STILL_DRAFT = 7, 10  # places of the communities whose plan of this year is not approved
LATE = 5  # submitted only in March
DAYS_TO_DECIDE = 5


def fill(ground):
    """The street's plan and the communities', still drafts; `hand_in` follows when the events are there."""
    plans = [
        _street_plan(ground),
        *(_community_plan(ground, *placed) for placed in enumerate(ground.communities)),
    ]
    _link_to_last_year(ground, plans)
    Plan.objects.bulk_create(plans)
    Target.objects.bulk_create(target for plan in plans for target in _targets(ground, plan))


def plans_of(ground) -> dict[int | None, Plan]:
    """{community id, or None for the street: its plan of the year}, the street's first."""
    plans = Plan.objects.filter(street=ground.street, year=ground.year).order_by("pk")
    return {plan.community_id: plan for plan in plans.select_related("community")}


def _street_plan(ground):
    street, year = ground.street, ground.year
    names = {
        "year": year,
        "street": street.name,
        "candidate": ground.candidate.name,
        "troupes": Troupe.objects.filter(street=street).count() or len(ground.communities) * 2,
    }
    return Plan(
        street=street,
        year=year,
        title=f"{street.name}{year}年社区文化体育工作计划",
        aims=texts.STREET_AIMS.format(**names),
        measures=texts.STREET_MEASURES.format(**names),
        safeguards=texts.STREET_SAFEGUARDS,
    )


def _community_plan(ground, place, community):
    turn = place + ground.year
    names = {
        "year": ground.year,
        "name": community.name,
        "theme": theme_of(ground.year, place)[0],
        "brand": brand_of(place),
    }
    return Plan(
        street=ground.street,
        community=community,
        year=ground.year,
        title=f"{community.name}{ground.year}年文体工作计划",
        aims=_in_turn(texts.COMMUNITY_AIMS, turn).format(**names),
        measures=_in_turn(texts.COMMUNITY_MEASURES, turn).format(**names),
        safeguards=_in_turn(texts.COMMUNITY_SAFEGUARDS, turn).format(**names),
    )


def theme_of(year, place, second=0) -> tuple[str, str]:
    """(title, description) of a community's theme; its `second` is another one."""
    return _in_turn(texts.THEMES, place * 3 + year + second * 5)


def brand_of(place) -> str:
    return _in_turn(texts.BRANDS, place)


def _in_turn(options, turn):
    return options[turn % len(options)]


def _link_to_last_year(ground, plans):
    last = Plan.objects.filter(street=ground.street, year=ground.year - 1)
    before = {plan.community_id: plan for plan in last}
    for plan in plans:
        plan.copied_from = before.get(plan.community_id)


def _targets(ground, plan):
    """The street adds up corridor, editions and 人次 where it is large; a community has its share of the metres."""
    sums = texts.STREET_TARGETS if plan.community is None and ground.is_large else {}
    own = texts.COMMUNITY_TARGETS if plan.community else {}
    for kind, value in texts.TARGETS.items():
        scope = Target.Scope.STREET if kind in sums else Target.Scope.COMMUNITY
        yield Target(plan=plan, kind=kind, scope=scope, value=sums.get(kind) or own.get(kind) or value)


# Rounds --------------------------------------------------------------------------------------
def hand_in(ground):
    """Submits and decides; called when the events are there, because a round keeps their list."""
    if ground.officer is None:
        return
    plans = plans_of(ground)
    places = {community.pk: place for place, community in enumerate(ground.communities)}
    rounds = [row for key, plan in plans.items() for row in _rounds(ground, plan, places.get(key))]
    times = [row.submitted_at for row in rounds]
    PlanRound.objects.bulk_create(rounds)
    for row, submitted_at in zip(rounds, times, strict=True):
        row.submitted_at = submitted_at  # bulk_create stamps auto_now_add
    PlanRound.objects.bulk_update(rounds, ["submitted_at"])
    Plan.objects.bulk_update(plans.values(), ["measures", "status", "submitted_at", "approved_at"])


def _rounds(ground, plan, place):
    """The rounds of one plan, which takes on the status of the last."""
    if ground.is_running and ground.is_large and place == STILL_DRAFT:
        return
    day = ground.day(3, 9) if place == LATE else ground.day(1, 8 + (place or 0) % 12)
    if day + timedelta(days=DAYS_TO_DECIDE + 1) > ground.today:
        return  # the year has only begun: still being written
    by = ground.keeper_of(plan.community)
    decider = ground.officer if plan.community and place % 2 else ground.leader or ground.officer
    snapshot, number = snapshot_of(plan), 1
    if not ground.is_running and place in texts.RETURN_REASONS:
        first = _round(plan, 1, _thin(snapshot), by, day - timedelta(days=6))
        reason = texts.RETURN_REASONS[place]
        yield _decided(first, decider, day - timedelta(days=3), PlanRound.Decision.RETURNED, reason)
        number = 2
    row = _round(plan, number, snapshot, by, day)
    yield _decided(row, decider, day + timedelta(days=DAYS_TO_DECIDE), PlanRound.Decision.APPROVED)
    plan.status, plan.submitted_at, plan.approved_at = plan.Status.APPROVED, row.submitted_at, row.decided_at
    if ground.is_running and ground.is_large and place == WAITING:
        yield from _reopened(ground, plan, snapshot, by)


def _thin(snapshot):
    """As some first hand it in: too few events, too short on the money."""
    events = "\n".join(snapshot["拟办活动"].split("\n")[:-3])
    return snapshot | {"拟办活动": events, "保障措施": texts.THIN_SAFEGUARDS}


def _reopened(ground, plan, snapshot, by):
    """Approved in January, opened again by the officer, and waiting once more since two days ago."""
    opened, submitted = ground.today - timedelta(days=6), ground.today - timedelta(days=2)
    if opened < ground.day(2, 10):
        return
    again = _round(plan, 2, snapshot, ground.officer, opened)
    yield _decided(again, ground.officer, opened, PlanRound.Decision.RETURNED, texts.REOPEN_REASON)
    plan.measures += texts.REOPEN_MEASURE
    plan.status, plan.submitted_at, plan.approved_at = plan.Status.SUBMITTED, moment(submitted, 15), None
    yield _round(plan, 3, snapshot | {"主要任务与措施": plan.measures}, by, submitted)


def _round(plan, number, snapshot, by, day: date):
    return PlanRound(
        plan=plan, number=number, snapshot=snapshot, submitted_by=by, submitted_at=moment(day, 9)
    )


def _decided(row, decider, day: date, decision, reason=""):
    row.decision, row.reason, row.decided_by, row.decided_at = decision, reason, decider, moment(day, 10, 20)
    return row
