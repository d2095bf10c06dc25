"""The rounds of a plan: what was submitted and decided, and the differences between any two texts."""

from django.shortcuts import get_object_or_404, render

from activities.plans.differences import differences
from activities.plans.forms import RoundsForm
from activities.plans.models import Plan
from activities.plans.snapshots import in_order, snapshot_of
from activities.plans.views import PARENT


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
        "title": "审批记录与修改对照",
        "object": plan,
        "plan": plan,
        "rounds": rounds,
        "form": form,
        "crumbs": [PARENT, (str(plan), plan.get_absolute_url())],
        "parts": sections,
        "changed": [section for section in sections if section.is_changed],
        "same": [section for section in sections if not section.is_changed],
    }
    return render(request, "activities/plans/rounds.html", context)


def _text(texts, key, plan):
    return snapshot_of(plan) if key == RoundsForm.NOW else texts[key]


def _latest_two(rounds, plan):
    names = [str(one.number) for one in rounds]
    if plan.is_editable or len(names) < 2:
        names.append(RoundsForm.NOW)
    return {"before": names[-2] if len(names) > 1 else names[-1], "after": names[-1]}
