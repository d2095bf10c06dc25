"""Plans with their rounds, targets and themes."""

from datetime import date, timedelta

from activities.demo import core_demo_texts as texts
from activities.plans.models import Plan, PlanRound, Target
from activities.plans.snapshots import snapshot_of
from activities.projects.models import Theme
from troupes.models import Troupe

WAITING, STILL_DRAFT = 7, 10  # positions of the communities whose plan of this year is not approved
RETURNED_ONCE = (3, 8)  # last year: approved in the second round
LATE = 5  # submitted only in March


def make_plans(world):
    rows = [_street_plan(world), *(_community_plan(world, n, one) for n, one in enumerate(world.communities))]
    Plan.objects.bulk_create(rows)
    world.plans = {plan.community_id: plan for plan in rows}
    _link_to_last_year(world)
    _make_targets(world)
    _make_themes(world)


def _street_plan(world):
    street, year = world.street, world.year
    names = {
        "year": year, "street": street.name, "candidate": world.candidate.name,
        "troupes": Troupe.objects.filter(street=street).count() or len(world.communities) * 2,
    }  # fmt: skip
    return Plan(
        street=street, year=year, title=f"{street.name}{year}年社区文化体育工作计划",
        aims=texts.STREET_AIMS.format(**names), measures=texts.STREET_MEASURES.format(**names),
        safeguards=texts.STREET_SAFEGUARDS,
    )  # fmt: skip


def _community_plan(world, n, community):
    theme, _ = _theme_of(world, n)
    names = {
        "year": world.year,
        "name": community.name,
        "theme": theme,
        "brand": texts.BRANDS[n % len(texts.BRANDS)],
    }
    turn = n + world.year

    def text(options):
        return options[turn % len(options)].format(**names)

    return Plan(
        street=world.street, community=community, year=world.year,
        title=f"{community.name}{world.year}年文体工作计划", aims=text(texts.COMMUNITY_AIMS),
        measures=text(texts.COMMUNITY_MEASURES), safeguards=text(texts.COMMUNITY_SAFEGUARDS),
    )  # fmt: skip


def _theme_of(world, n, second=0):
    return texts.THEMES[(n * 3 + world.year + second * 5) % len(texts.THEMES)]


def _link_to_last_year(world):
    before = {
        plan.community_id: plan for plan in Plan.objects.filter(street=world.street, year=world.year - 1)
    }
    linked = [plan for key, plan in world.plans.items() if key in before]
    for plan in linked:
        plan.copied_from = before[plan.community_id]
    Plan.objects.bulk_update(linked, ["copied_from"])


def _make_targets(world):
    """The street adds up corridor, editions and 人次 where it is large; a community has its share of the metres."""
    rows = []
    for plan in world.plans.values():
        for kind, value in texts.TARGETS.items():
            street_wide = plan.community_id is None and not world.is_small and kind in texts.STREET_TARGETS
            own = texts.CORRIDOR_SHARE if plan.community_id and kind == "corridor" else value
            rows.append(
                Target(
                    plan=plan, kind=kind, scope="street" if street_wide else "community",
                    value=texts.STREET_TARGETS[kind] if street_wide else own,
                )
            )  # fmt: skip
    Target.objects.bulk_create(rows)


def _make_themes(world):
    rows = [
        _theme(world, None, ("桃花为媒、文化惠民", "以桃花节带动全年群众文化活动。"), 6),
        _theme(world, None, ("全民健身、活力社区", "以社区运动会带动日常健身。"), 3),
    ]
    for n, community in enumerate(world.communities):
        rows.append(_theme(world, community, _theme_of(world, n), world.rng.randint(4, 6)))
        if n % 3 == 0:
            rows.append(_theme(world, community, _theme_of(world, n, 1), world.rng.randint(2, 4)))
    Theme.objects.bulk_create(rows)
    for row in rows:
        world.themes.setdefault(row.community_id, []).append(row)


def _theme(world, community, words, planned):
    title, description = words
    return Theme(
        street=world.street, community=community, year=world.year, title=title, description=description,
        planned_events=planned, plan=world.plans[community.pk if community else None],
    )  # fmt: skip


# Rounds --------------------------------------------------------------------------------------
def make_rounds(world):
    """Runs last, so that the snapshots list the events."""
    if world.officer is None:
        return
    rounds = []
    for key, plan in world.plans.items():
        position = next((n for n, one in enumerate(world.communities) if one.pk == key), None)
        rounds += _rounds_of(world, plan, position)
    times = [one.submitted_at for one in rounds]
    PlanRound.objects.bulk_create(rounds)
    for one, moment in zip(rounds, times, strict=True):
        one.submitted_at = moment  # bulk_create stamps auto_now_add
    PlanRound.objects.bulk_update(rounds, ["submitted_at"])
    Plan.objects.bulk_update(world.plans.values(), ["status", "submitted_at", "approved_at"])


def _rounds_of(world, plan, position):
    if world.is_current and not world.is_small and position == STILL_DRAFT:
        return []
    first = date(world.year, 3, 9) if position == LATE else date(world.year, 1, 8 + (position or 0) % 12)
    if first + timedelta(days=6) > world.today:
        return []  # the year has only begun: still being written
    by = world.owner(plan.community) or world.officer
    decider = world.officer if plan.community_id and (position or 0) % 2 else world.leader or world.officer
    return _written(world, plan, position, first, (by, decider))


def _written(world, plan, position, first, people):
    by, decider = people
    snapshot = snapshot_of(plan)
    approved = world.moment(first + timedelta(days=5), 10, 20)
    rounds = []
    if not world.is_current and position in RETURNED_ONCE:
        short = snapshot | {
            "拟办活动": "\n".join(snapshot["拟办活动"].split("\n")[:-3]),
            "保障措施": "经费从社区经费中列支。",
        }
        reason = texts.RETURN_REASONS[RETURNED_ONCE.index(position)]
        rounds.append(
            _round(
                plan,
                1,
                short,
                (by, decider),
                (first - timedelta(days=6), first - timedelta(days=3), "returned", reason),
                world,
            )
        )
    rounds.append(
        _round(
            plan,
            len(rounds) + 1,
            snapshot,
            (by, decider),
            (first, first + timedelta(days=5), "approved", ""),
            world,
        )
    )
    plan.status, plan.submitted_at, plan.approved_at = Plan.Status.APPROVED, world.moment(first, 9), approved
    if world.is_current and not world.is_small and position == WAITING:
        rounds += _reopened(world, plan, snapshot, by)
    return rounds


def _reopened(world, plan, snapshot, by):
    """Approved in January, opened again by the officer, and waiting once more since two days ago."""
    opened, submitted = world.today - timedelta(days=6), world.today - timedelta(days=2)
    if opened.year != world.year or (opened - date(world.year, 1, 1)).days < 40:
        return []
    reason = f"批准后重新开启：{texts.REOPEN_REASON}"
    more = snapshot | {
        "主要任务与措施": snapshot["主要任务与措施"] + "\n六、新增非遗进社区项目，开展剪纸、面塑体验活动。"
    }
    plan.measures = more["主要任务与措施"]
    plan.status, plan.submitted_at, plan.approved_at = (
        Plan.Status.SUBMITTED,
        world.moment(submitted, 15),
        None,
    )
    plan.save()
    return [
        _round(
            plan, 2, snapshot, (world.officer, world.officer), (opened, opened, "returned", reason), world
        ),
        _round(plan, 3, more, (by, None), (submitted, None, "", ""), world),
    ]


def _round(plan, number, snapshot, people, fate, world):
    by, decider = people
    submitted, decided, decision, reason = fate
    return PlanRound(
        plan=plan, number=number, snapshot=snapshot, submitted_by=by, submitted_at=world.moment(submitted, 9),
        decision=decision, reason=reason, decided_by=decider,
        decided_at=world.moment(decided, 10, 20) if decided else None,
    )  # fmt: skip
