"""The year's result over all communities: ranking, 审定, taking it back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments.marking.models import Assessment, Step
from assessments.results.ranking import rank_assessments
from assessments.results.rules import is_decider
from assessments.results.steps import RESULT, surplus_of
from assessments.results.tables import ranking_table
from assessments.schemes.crumbs import crumbs_of_scheme
from assessments.schemes.models import Scheme
from assessments.schemes.scoring import excellent_seats
from portal.pages.verbs import allow, carry_out

Status = Assessment.Status


def scheme_ranking(request, pk):
    """The ranked table of the scheme: provisional until the decision, printable with 签字 lines after it."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("street"), pk=pk)
    found = (
        Assessment.objects.visible_to(request.user)
        .filter(scheme=scheme)
        .select_related("community", "scheme")
    )
    rows = list(found.prefetch_related("outcomes"))
    is_final = bool(rows) and all(row.status == Status.FINAL for row in rows)
    overview = not request.user.is_staff_member
    rows = (
        rank_assessments(rows) if overview and not is_final else sorted(rows, key=lambda row: row.rank or 0)
    )
    title = f"{scheme.year}年考核排名" if overview else f"{scheme.year}年考核结果"
    context = {
        "title": title,
        "crumbs": crumbs_of_scheme(scheme),
        "scheme": scheme,
        "table": ranking_table(
            rows, caption=title, is_final=is_final, overview=overview, communities=scheme.assessments.count()
        ),
        "is_final": is_final,
        "overview": overview,
        "seats": excellent_seats(len(rows), scheme.excellent_quota),
        "surplus": [row for row in rows if row.is_over_quota],
        "waiting": [row for row in rows if row.status != Status.REVIEWED] if not is_final else [],
        "can_finalise": is_decider(request.user, scheme) and not is_final,
        "can_unlock": is_decider(request.user, scheme) and is_final,
        "unlocks": _unlocks(rows),
    }
    return render(request, "assessments/results/ranking.html", context)


def _unlocks(rows):
    """更正记录: when and why a decision was taken back (one line per act, not per community)."""
    return list(rows[0].steps.filter(kind=Step.Kind.UNLOCKED).select_related("by")) if rows else []


@require_POST
def scheme_finalise(request, pk):
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    step = RESULT["finalise"]
    allow(step.may(request.user, scheme), step.not_yours)
    if carry_out(request, step.done_text(scheme), partial(RESULT.take, "finalise", scheme, by=request.user)):
        _say_surplus(request, scheme)
    return redirect(scheme.ranking_url)


def _say_surplus(request, scheme):
    names = "、".join(row.community.name for row in surplus_of(scheme))
    if names:
        messages.warning(request, f"{names}达到优秀线，但优秀名额已满，按名次评为良好。")
