"""自评 and 复评: the two mark sheets, and the verbs that move an assessment on or back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments.marking import rules
from assessments.marking import services as marking
from assessments.marking.models import Assessment
from assessments.marking.sheet_forms import ReviewForm, SelfForm
from assessments.marking.tracing import trace
from assessments.marking.verbs import allow, carry_out, crumbs_of, officer_only, reason_page
from portal.contributions import all_metrics


def _assessment(request, pk):
    rows = Assessment.objects.editable_by(request.user).select_related("scheme__street", "community")
    return get_object_or_404(rows, pk=pk)


def _scores(assessment):
    scores = list(assessment.scores.select_related("indicator"))
    for score in scores:
        score.assessment = assessment
    return scores


def _sheet(request, template, assessment, form, title):
    metrics = all_metrics()
    context = {
        "title": title,
        "crumbs": crumbs_of(assessment),
        "assessment": assessment,
        "scheme": assessment.scheme,
        "form": form,
        "rows": [(row, trace(row.score, metrics)) for row in form.rows()],
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
    return _sheet(request, "assessments/marking/self.html", assessment, form, "社区自评")


def _save_self(request, assessment, form):
    """存草稿 keeps the sheet open; 提交自评 hands it in."""
    ours = {"assessment": assessment, "by": request.user}
    submits = request.POST.get("act") == "submit"
    done = "已保存草稿，提交之前可以继续修改。"
    if submits:
        marking.save_self_scores(scores=form.apply(), **ours)
        done = "自评已提交，数据已冻结，等待街道复评。"
        carry_out(request, done, marking.submit_self_scores, **ours)
        return redirect(assessment)
    carry_out(request, done, marking.save_self_scores, scores=form.apply(), **ours)
    return redirect("assessments:assessment-self", assessment.pk)


def assessment_review(request, pk):
    assessment = _assessment(request, pk)
    allow(request.user.is_officer, "复评由街道文化员办理。")
    if not rules.can_review(request.user, assessment):
        messages.info(request, f"这份考核目前是“{assessment.get_status_display()}”，不在复评中。")
        return redirect(assessment)
    form = ReviewForm(request.POST or None, scores=_scores(assessment))
    if request.method == "POST" and form.is_valid():
        return _save_review(request, assessment, form)
    return _sheet(request, "assessments/marking/review.html", assessment, form, "街道复评")


def _save_review(request, assessment, form):
    ours = {"assessment": assessment, "by": request.user}
    finishes = request.POST.get("act") == "finish"
    saved = carry_out(request, "已保存。", marking.save_review, scores=form.apply(), **ours)
    if saved and finishes and carry_out(request, "复评已完成，等待领导审定。", marking.finish_review, **ours):
        return redirect(assessment)
    return redirect("assessments:assessment-review", assessment.pk)


@require_POST
def assessment_measure(request, pk):
    assessment = _assessment(request, pk)
    carry_out(request, "已按今天的数据重新计分。", marking.remeasure, assessment=assessment, by=request.user)
    back = rules.can_self_score(request.user, assessment)
    return redirect("assessments:assessment-self", pk) if back else redirect(assessment)


@require_POST
def assessment_compare(request, pk):
    assessment = _assessment(request, pk)
    officer_only(request)
    done = "复算完成：与冻结数据不同的指标已在表中标出，得分没有改动。"
    carry_out(request, done, marking.recompute, assessment=assessment, by=request.user)
    return redirect(assessment)


def assessment_return(request, pk):
    assessment = _assessment(request, pk)
    officer_only(request)
    return reason_page(
        request,
        target=assessment,
        title="退回自评",
        hint="退回后社区可以修改自评，系统数据重新跟随门户变化，直到再次提交。理由会通知社区。",
        label="退回",
        done="已退回社区。",
        service=marking.return_self_scores,
        assessment=assessment,
    )


def assessment_reopen(request, pk):
    assessment = _assessment(request, pk)
    officer_only(request)
    return reason_page(
        request,
        target=assessment,
        title="重新复评",
        hint="重新复评会记入办理记录；领导审定之前可以这样做。",
        label="重新复评",
        done="已回到复评中。",
        service=marking.reopen_review,
        assessment=assessment,
    )
