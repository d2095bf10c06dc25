"""年度计划: draft → submitted → approved or returned. Every round is kept with the text as it was submitted."""

from django.utils import timezone

from activities.plans import rules
from activities.plans.models import Plan, PlanRound
from activities.plans.snapshots import snapshot_of
from portal.access import can_edit, visible
from portal.models import User
from portal.steps import Machine, Step

Status, Decision = Plan.Status, PlanRound.Decision

DECISIONS = {"withdraw": Decision.WITHDRAWN, "approve": Decision.APPROVED, "return": Decision.RETURNED}
NOT_A_DECIDER = "街道计划由街道领导审批，社区计划由街道领导或街道文化员审批。"


def deciders_of(plan):
    """Active accounts that may approve `plan`: the leaders, for a community's plan the officers too."""
    leaders = User.objects.leaders_of(plan.street_id)
    return leaders | User.objects.officers_of(plan.street_id) if plan.community_id else leaders


def _send(plan, *, by):
    plan.submitted_at = timezone.now()


def _approve(plan, *, by):
    """The plan is locked, and the events that it lists are no longer 计划外."""
    plan.approved_at = timezone.now()
    plan.events.filter(is_unplanned=True).update(is_unplanned=False)


def _reopen(plan, *, by, reason):
    plan.approved_at = None


def _keep_round(plan, *, step, by, reason):
    """报审 begins a round, a decision closes it; 重新开启 is a round of its own, which keeps the approved text."""
    if step.verb in DECISIONS:
        _close(plan.rounds.order_by("number").last(), DECISIONS[step.verb], by, reason)
        return
    made = PlanRound(plan=plan, number=plan.rounds.count() + 1, snapshot=snapshot_of(plan), submitted_by=by)
    made.save()
    if step.verb == "reopen":
        _close(made, Decision.RETURNED, by, f"批准后重新开启：{reason}")


def _close(made, decision, by, reason):
    made.decision, made.decided_by, made.decided_at, made.reason = decision, by, timezone.now(), reason
    made.save(update_fields=["decision", "decided_by", "decided_at", "reason"])


def _tell_deciders(plan, *, by):
    yield deciders_of(plan), f"{plan.owner_name}报审《{plan.title}》（第{plan.rounds.count()}轮）"


def _tell_approval(plan, *, by):
    yield _writers(plan), f"《{plan.title}》已批准"


def _tell_return(plan, *, by, reason):
    yield _writers(plan), f"《{plan.title}》被退回：{reason}"


def _tell_reopening(plan, *, by, reason):
    yield _writers(plan), f"《{plan.title}》已重新开启，修改后请再次报审：{reason}"


def _writers(plan):
    """Who keeps the plan, and who handed it in last."""
    latest = plan.rounds.select_related("submitted_by").order_by("number").last()
    return [latest.submitted_by, *User.objects.keepers_of(plan)]


def _nothing_waits(plan):
    return f"计划{plan.get_status_display()}，没有待审批的轮次。"


PLAN = Machine(
    Plan,
    Step(
        "submit",
        "报审",
        from_=(Status.DRAFT, Status.RETURNED),
        to=Status.SUBMITTED,
        may=can_edit,
        change=_send,
        tells=_tell_deciders,
        done="已报审，审批人会收到通知。",
        confirm="报审以后内容锁定，等待审批。确定报审吗？",
        icon="send",
        primary=True,
        not_yours="年度计划由编制单位报审。",
        not_now=lambda plan: f"计划{plan.get_status_display()}，不能再次报审。",
    ),
    Step(
        "approve",
        "批准",
        from_=(Status.SUBMITTED,),
        to=Status.APPROVED,
        may=rules.is_decider,
        change=_approve,
        tells=_tell_approval,
        done="已批准，计划锁定。",
        icon="circle-check",
        primary=True,
        not_yours=NOT_A_DECIDER,
        not_now=_nothing_waits,
        reach=visible,
    ),
    Step(
        "return",
        "退回",
        from_=(Status.SUBMITTED,),
        to=Status.RETURNED,
        may=rules.is_decider,
        needs_reason=True,
        tells=_tell_return,
        done="已退回，报审人会收到理由。",
        icon="arrow-back-up",
        not_yours=NOT_A_DECIDER,
        not_now=_nothing_waits,
        reach=visible,
    ),
    Step(
        "withdraw",
        "撤回",
        from_=(Status.SUBMITTED,),
        to=Status.DRAFT,
        may=can_edit,
        done="已撤回，可以继续修改。",
        icon="arrow-back-up",
        not_yours="年度计划由编制单位撤回。",
        not_now=_nothing_waits,
    ),
    Step(
        "reopen",
        "重新开启",
        from_=(Status.APPROVED,),
        to=Status.RETURNED,
        may=rules.can_reopen,
        needs_reason=True,
        change=_reopen,
        tells=_tell_reopening,
        done="已重新开启，修改后请再次报审。",
        icon="lock-open",
        not_yours="已批准的计划由街道文化员重新开启。",
        not_now="只有已批准的计划需要重新开启。",
    ),
    log=_keep_round,
)
