from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from assessments.marking.models import Assessment
from assessments.results.forms import OutcomeForm
from assessments.results.models import Outcome
from assessments.results.services import delete_outcome, report_outcome_done, save_outcome, why_not_add
from portal.pages.verbs import act, crumbs_of, delete_page, form_page, officer_only, turn_away


def assessment_outcome_add(request, pk):
    assessment = get_object_or_404(Assessment.objects.editable_by(request.user), pk=pk)
    return _outcome_page(request, Outcome(assessment=assessment), "登记奖惩")


def outcome_edit(request, pk):
    rows = Outcome.objects.editable_by(request.user).select_related("assessment")
    return _outcome_page(request, get_object_or_404(rows, pk=pk), "修改奖惩")


def _outcome_page(request, outcome, title):
    officer_only(request)
    assessment = outcome.assessment
    if refused := why_not_add(request.user, assessment):
        return turn_away(request, assessment, refused)
    form = OutcomeForm(request.POST or None, instance=outcome, user=request.user)
    return form_page(
        request,
        form,
        save=lambda: save_outcome(outcome=form.save(commit=False), by=request.user),
        title=title,
        done="已保存。",
        target=assessment.get_absolute_url(),
        crumbs=crumbs_of(assessment),
    )


def outcome_delete(request, pk):
    outcome = get_object_or_404(Outcome.objects.editable_by(request.user).select_related("assessment"), pk=pk)
    officer_only(request)
    return delete_page(
        request,
        outcome,
        delete=partial(delete_outcome, outcome=outcome, by=request.user),
        target=outcome.assessment.get_absolute_url(),
        crumbs=crumbs_of(outcome.assessment),
    )


@require_POST
def outcome_done(request, pk):
    outcome = get_object_or_404(Outcome.objects.editable_by(request.user).select_related("assessment"), pk=pk)
    return act(request, outcome.assessment, "已登记整改完成。", report_outcome_done, outcome=outcome)
