"""报审、撤回、批准、退回、重新开启, and the differences between any two rounds."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from activities.plans import services
from activities.plans.differences import differences
from activities.plans.forms import RoundsForm
from activities.plans.models import Plan
from activities.plans.snapshots import in_order, snapshot_of
from activities.plans.views import PARENT, decidable_or_403
from portal.forms.reasons import ReasonForm
from portal.pages.verbs import act, ask


@require_POST
def plan_submit(request, pk):
    plan = get_object_or_404(Plan.objects.editable_by(request.user), pk=pk)
    return act(request, plan, "已报审，审批人会收到通知。", services.submit_plan, plan=plan)


@require_POST
def plan_withdraw(request, pk):
    plan = get_object_or_404(Plan.objects.editable_by(request.user), pk=pk)
    return act(request, plan, "已撤回，可以继续修改。", services.withdraw_plan, plan=plan)


@require_POST
def plan_approve(request, pk):
    plan = decidable_or_403(request, pk)
    return act(request, plan, "已批准，计划锁定。", services.approve_plan, plan=plan)


def plan_return(request, pk):
    plan = decidable_or_403(request, pk)
    return ask(
        request, plan, ReasonForm(request.POST or None), partial(services.return_plan, plan=plan),
        title="退回计划", done="已退回，报审人会收到理由。", submit_label="退回",
        hint=f"退回《{plan.title}》，请写明要修改什么。",
    )  # fmt: skip


def plan_reopen(request, pk):
    plan = get_object_or_404(Plan.objects.editable_by(request.user), pk=pk)
    if not request.user.is_officer:
        raise PermissionDenied("已批准的计划由街道文化员重新开启。")
    return ask(
        request, plan, ReasonForm(request.POST or None), partial(services.reopen_plan, plan=plan),
        title="重新开启计划", done="已重新开启，修改后请再次报审。", submit_label="重新开启",
        hint="批准的文本保留在审批记录中；重新开启以后，修改稿要再走一轮审批。",
    )  # fmt: skip


def plan_rounds(request, pk):
    """Differences between two rounds, per section; by default between the last two texts."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("community"), pk=pk)
    rounds = list(plan.rounds.select_related("submitted_by", "decided_by"))
    form = RoundsForm(request.GET if "before" in request.GET else _latest_two(rounds, plan), rounds=rounds)
    texts = {str(one.number): in_order(one.snapshot) for one in rounds}
    sections = []
    if form.is_valid():
        chosen = form.cleaned_data
        sections = differences(_text(texts, chosen["before"], plan), _text(texts, chosen["after"], plan))
    context = {
        "title": "审批记录与修改对照", "object": plan, "plan": plan, "rounds": rounds, "form": form,
        "crumbs": [PARENT, (str(plan), plan.get_absolute_url())], "parts": sections,
        "changed": [section for section in sections if section.is_changed],
        "same": [section for section in sections if not section.is_changed],
    }  # fmt: skip
    return render(request, "activities/plans/rounds.html", context)


def _text(texts, key, plan):
    return snapshot_of(plan) if key == RoundsForm.NOW else texts[key]


def _latest_two(rounds, plan):
    names = [str(one.number) for one in rounds]
    if plan.is_editable or len(names) < 2:
        names.append(RoundsForm.NOW)
    return {"before": names[-2] if len(names) > 1 else names[-1], "after": names[-1]}
