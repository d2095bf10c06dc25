"""年度计划: draft → submitted → approved or returned; every round is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activities.plans.models import Plan, PlanRound
from activities.plans.snapshots import snapshot_of
from portal.models import User
from portal.notices.services import notify
from portal.steps import lock, require


@transaction.atomic
def submit_plan(*, plan, by) -> PlanRound:
    """报审: keeps the text as a new round and tells who decides."""
    lock(plan)
    require([] if plan.is_editable else [f"计划{plan.get_status_display()}，不能再次报审。"])
    now = timezone.now()
    plan.status, plan.submitted_at = Plan.Status.SUBMITTED, now
    plan.save(update_fields=["status", "submitted_at"])
    made = PlanRound.objects.create(
        plan=plan, number=_next_number(plan), snapshot=snapshot_of(plan), submitted_by=by
    )
    notify(
        deciders_of(plan),
        f"{plan.owner_name}报审《{plan.title}》（第{made.number}轮）",
        plan.get_absolute_url(),
    )
    return made


@transaction.atomic
def withdraw_plan(*, plan, by) -> None:
    """撤回: back to draft; the round stays, marked as withdrawn."""
    _decide(plan, by, PlanRound.Decision.WITHDRAWN, Plan.Status.DRAFT, "")


@transaction.atomic
def approve_plan(*, plan, by, reason="") -> None:
    """批准: the plan is locked, and the events it lists are no longer 计划外."""
    decided = _decide(plan, by, PlanRound.Decision.APPROVED, Plan.Status.APPROVED, reason)
    plan.events.filter(is_unplanned=True).update(is_unplanned=False)
    _tell_writers(plan, decided, f"《{plan.title}》已批准")


@transaction.atomic
def return_plan(*, plan, by, reason) -> None:
    """退回: needs a reason, which goes to the submitter."""
    if not reason.strip():
        raise ValidationError("退回时请写明理由。")
    decided = _decide(plan, by, PlanRound.Decision.RETURNED, Plan.Status.RETURNED, reason)
    _tell_writers(plan, decided, f"《{plan.title}》被退回：{reason}")


@transaction.atomic
def reopen_plan(*, plan, by, reason) -> PlanRound:
    """重新开启 an approved plan: a round of its own keeps the approved text and the reason."""
    lock(plan)
    require([] if plan.status == Plan.Status.APPROVED else ["只有已批准的计划需要重新开启。"])
    if not reason.strip():
        raise ValidationError("请写明重新开启的理由。")
    made = PlanRound.objects.create(
        plan=plan, number=_next_number(plan), snapshot=snapshot_of(plan), submitted_by=by,
        decision=PlanRound.Decision.RETURNED, decided_by=by, decided_at=timezone.now(),
        reason=f"批准后重新开启：{reason}",
    )  # fmt: skip
    plan.status, plan.approved_at = Plan.Status.RETURNED, None
    plan.save(update_fields=["status", "approved_at"])
    _tell_writers(plan, made, f"《{plan.title}》已重新开启，修改后请再次报审：{reason}")
    return made


def plan_of(row) -> Plan | None:
    """The plan under which a row of this owner and year stands, if there is one."""
    street = row.community.street_id if row.community_id else row.street_id
    return Plan.objects.filter(street=street, community=row.community_id, year=row.year).first()


def deciders_of(plan):
    """Active accounts that may approve `plan`: the leaders, for a community's plan the officers too."""
    roles = [User.Role.LEADER, User.Role.OFFICER] if plan.community_id else [User.Role.LEADER]
    return list(User.objects.filter(street=plan.street_id, role__in=roles, is_active=True))


def writers_of(plan):
    """Active accounts that write `plan`: the community's staff, or the officers of the street."""
    people = User.objects.filter(street=plan.street_id, is_active=True)
    if plan.community_id:
        return list(people.filter(role=User.Role.STAFF, community=plan.community_id))
    return list(people.filter(role=User.Role.OFFICER))


def _decide(plan, by, decision, status, reason):
    lock(plan)
    require(
        []
        if plan.status == Plan.Status.SUBMITTED
        else [f"计划{plan.get_status_display()}，没有待审批的轮次。"]
    )
    now = timezone.now()
    latest = plan.rounds.order_by("number").last()
    latest.decision, latest.decided_by, latest.decided_at, latest.reason = decision, by, now, reason.strip()
    latest.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    plan.status = status
    plan.approved_at = now if status == Plan.Status.APPROVED else None
    plan.save(update_fields=["status", "approved_at"])
    return latest


def _tell_writers(plan, decided, sentence):
    notify([decided.submitted_by, *writers_of(plan)], sentence, plan.get_absolute_url())


def _next_number(plan):
    return plan.rounds.count() + 1
