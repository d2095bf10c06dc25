"""The year's result over all communities: ranking, 审定, taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments.marking import rules
from assessments.marking.models import Assessment, Step
from assessments.marking.verbs import allow, crumbs_of, reason_page
from assessments.results.services import finalise_scheme, heads_of, rank_assessments, unlock_scheme
from assessments.schemes.models import Scheme
from assessments.schemes.scoring import excellent_seats

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
    heads = heads_of(rows)
    letters = sorted({letter for head in heads.values() for letter in head})
    context = {
        "title": f"{scheme.year}年考核排名" if overview else f"{scheme.year}年考核结果",
        "crumbs": crumbs_of(scheme),
        "scheme": scheme,
        "rows": [(row, [(letter, heads[row.pk][letter]) for letter in letters]) for row in rows],
        "letters": letters,
        "is_final": is_final,
        "overview": overview,
        "communities": scheme.assessments.count(),
        "seats": excellent_seats(len(rows), scheme.excellent_quota),
        "surplus": [row for row in rows if row.is_over_quota],
        "waiting": [row for row in rows if row.status != Status.REVIEWED] if not is_final else [],
        "can_finalise": rules.can_finalise(request.user) and not is_final,
        "can_unlock": rules.can_unlock(request.user) and is_final,
        "unlocks": _unlocks(rows),
    }
    return render(request, "assessments/results/ranking.html", context)


def _unlocks(rows):
    """更正记录: when and why a decision was taken back (one line per act, not per community)."""
    return list(rows[0].steps.filter(kind=Step.Kind.UNLOCKED).select_related("by")) if rows else []


@require_POST
def scheme_finalise(request, pk):
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    allow(rules.can_finalise(request.user), "考核结果由街道领导审定。")
    try:
        surplus = finalise_scheme(scheme=scheme, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect(scheme.ranking_url)
    messages.success(request, "已审定，总分、名次和等次不再改动。")
    if surplus:
        names = "、".join(row.community.name for row in surplus)
        messages.warning(request, f"{names}达到优秀线，但优秀名额已满，按名次评为良好。")
    return redirect(scheme.ranking_url)


def scheme_unlock(request, pk):
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    allow(rules.can_unlock(request.user), "只有街道领导可以解除审定。")
    return reason_page(
        request,
        target=scheme,
        title="解除审定",
        hint="名次和等次将撤回，各社区回到待审定；理由会记入每个社区的办理记录，并通知街道和社区。已登记的奖惩保留，重新审定后请核对。",
        label="解除审定",
        done="已解除审定，更正后请重新审定。",
        service=unlock_scheme,
        scheme=scheme,
    )
