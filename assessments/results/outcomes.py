from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from assessments.marking import rules
from assessments.marking.models import Assessment
from assessments.marking.verbs import carry_out, delete_page, form_page, officer_only, turn_away
from assessments.results.forms import OutcomeForm
from assessments.results.models import Outcome
from assessments.results.services import (
    delete_outcome,
    report_outcome_done,
    save_outcome,
)


def assessment_outcome_add(request, pk):
    assessment = get_object_or_404(Assessment.objects.editable_by(request.user), pk=pk)
    return _outcome_page(request, Outcome(assessment=assessment), "登记奖惩")


def outcome_edit(request, pk):
    rows = Outcome.objects.editable_by(request.user).select_related("assessment")
    return _outcome_page(request, get_object_or_404(rows, pk=pk), "修改奖惩")


def _outcome_page(request, outcome, title):
    officer_only(request)
    if not rules.can_add_outcome(request.user, outcome.assessment):
        return turn_away(request, outcome.assessment, "考核结果审定以后才能登记奖惩。")
    form = OutcomeForm(request.POST or None, instance=outcome, user=request.user)
    return form_page(request, form, above=outcome.assessment, title=title, save=save_outcome)


def outcome_delete(request, pk):
    outcome = get_object_or_404(Outcome.objects.editable_by(request.user).select_related("assessment"), pk=pk)
    officer_only(request)
    return delete_page(
        request, outcome, above=outcome.assessment, delete=lambda: delete_outcome(outcome=outcome)
    )


@require_POST
def outcome_done(request, pk):
    outcome = get_object_or_404(Outcome.objects.editable_by(request.user).select_related("assessment"), pk=pk)
    carry_out(request, "已登记整改完成。", report_outcome_done, outcome=outcome, by=request.user)
    return redirect(outcome.assessment)
