"""自评 and 复评: the two mark sheets, and the verbs that move an assessment on or back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments.marking import rules, tables
from assessments.marking import services as marking
from assessments.marking.models import Assessment
from assessments.marking.sheet_forms import ReviewForm, SelfForm
from assessments.marking.steps import ASSESSMENT
from assessments.marking.tracing import trace
from portal.contributions import all_metrics
from portal.pages.verbs import allow, carry_out, crumbs_of


def _assessment(request, pk):
    rows = Assessment.objects.editable_by(request.user).select_related("scheme__street", "community")
    return get_object_or_404(rows, pk=pk)


def _scores(assessment):
    scores = list(assessment.scores.select_related("indicator"))
    for score in scores:
        score.assessment = assessment
    return scores


def _rows(form):
    metrics = all_metrics()
    for row in form.rows():
        row.figures = tables.figures(trace(row.score, metrics))
        yield row


def _sheet(request, template, assessment, form, title, **context):
    context |= {
        "title": title,
        "crumbs": crumbs_of(assessment),
        "assessment": assessment,
        "scheme": assessment.scheme,
        "form": form,
    }
    return render(request, template, context)


def assessment_self(request, pk):
    assessment = _assessment(request, pk)
    allow(request.user.is_staff_member, "自评由社区文体干部填写。")
    if not rules.can_self_score(request.user, assessment):
        messages.info(request, "自评已经提交。需要修改请联系街道文化员退回。")
        return redirect(assessment)
    form = SelfForm(request.POST or None, scores=_scores(assessment))
    if request.method == "POST" and form.is_valid():
        return _save_self(request, assessment, form)
    rows = list(_rows(form))
    return _sheet(request, "assessments/marking/self.html", assessment, form, "社区自评", rows=rows)


def _save_self(request, assessment, form):
    """存草稿 keeps the sheet open; 提交自评 hands it in."""
    save = partial(marking.save_self_scores, assessment=assessment, scores=form.apply(), by=request.user)
    if request.POST.get("act") != "submit":
        carry_out(request, "已保存草稿，提交之前可以继续修改。", save)
        return redirect("assessments:assessment-self", assessment.pk)
    save()
    carry_out(request, ASSESSMENT["submit"].done, _taking("submit", assessment, request.user))
    return redirect(assessment)


def assessment_review(request, pk):
    assessment = _assessment(request, pk)
    allow(request.user.is_officer, "复评由街道文化员办理。")
    if not rules.can_review(request.user, assessment):
        messages.info(request, f"这份考核目前是“{assessment.get_status_display()}”，不在复评中。")
        return redirect(assessment)
    form = ReviewForm(request.POST or None, scores=_scores(assessment))
    if request.method == "POST" and form.is_valid():
        return _save_review(request, assessment, form)
    table = tables.review_table(list(_rows(form)))
    return _sheet(request, "assessments/marking/review.html", assessment, form, "街道复评", table=table)


def _save_review(request, assessment, form):
    save = partial(marking.save_review, assessment=assessment, scores=form.apply(), by=request.user)
    saved = carry_out(request, "已保存。", save)
    finish = _taking("finish", assessment, request.user)
    if (
        saved
        and request.POST.get("act") == "finish"
        and carry_out(request, ASSESSMENT["finish"].done, finish)
    ):
        return redirect(assessment)
    return redirect("assessments:assessment-review", assessment.pk)


@require_POST
def assessment_measure(request, pk):
    """重新取数 leads back to the sheet of whoever fills it in."""
    assessment = _assessment(request, pk)
    step = ASSESSMENT["measure"]
    carry_out(request, step.done_text(assessment), _taking("measure", assessment, request.user))
    back = rules.can_self_score(request.user, assessment)
    return redirect("assessments:assessment-self", pk) if back else redirect(assessment)


def _taking(verb, assessment, by):
    return partial(ASSESSMENT.take, verb, assessment, by=by)
