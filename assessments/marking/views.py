from functools import partial

from django.shortcuts import get_object_or_404, render

from assessments.marking import rules
from assessments.marking.forms import AdjustmentForm, AssessmentFilter
from assessments.marking.history import score_history
from assessments.marking.models import Adjustment, Assessment, Score
from assessments.marking.services import delete_adjustment, save_adjustment, why_not_adjust
from assessments.marking.steps import ASSESSMENT
from assessments.marking.tables import score_table, sheet_table
from assessments.marking.tracing import trace
from assessments.schemes.models import Scheme
from portal.contributions import Contribution, all_metrics, collect
from portal.pages.columns import Column
from portal.pages.generic import DetailPage, ListPage
from portal.pages.steps import step_buttons
from portal.pages.verbs import crumbs_of, delete_page, form_page, officer_only, turn_away
from portal.pieces import Record

ABOVE = ("社区考核", "assessments:assessment-list")


ON_THE_PAGE = ("measure", "compare", "return", "reopen")  # the others end a sheet


class AssessmentList(ListPage):
    model = Assessment
    title = "社区考核"
    template_name = "assessments/marking/list.html"
    related = ("scheme", "community")
    filter_form = AssessmentFilter
    ordering = ("-scheme__year", "rank", "community__position", "pk")
    empty_text = "还没有考核。街道发布考核办法后，各社区的考核表会出现在这里。"
    columns = (
        Column("community.name", "社区", sort="community__position", link=True),
        Column("scheme.year", value=lambda row: str(row.scheme.year), sort=True),
        Column("get_status_display", tone="status_tone", sort=True),
        Column("base", sort=True),
        Column("bonus", sort=True),
        Column("deduction", sort=True),
        Column("total", sort=True),
        Column("get_grade_display", tone="grade_tone", sort=True),
        Column("rank", sort=True),
    )

    def get_context_data(self, **kwargs):
        schemes = Scheme.objects.visible_to(self.request.user).filter(status=Scheme.Status.IN_FORCE)
        return super().get_context_data(**kwargs) | {"latest": schemes.order_by("-year").first()}


class AssessmentDetail(DetailPage):
    model = Assessment
    parent = ABOVE
    related = ("scheme", "community", "street")
    template_name = "assessments/marking/detail.html"

    def get_context_data(self, **kwargs):
        assessment, user = self.object, self.request.user
        scores = list(assessment.scores.select_related("indicator"))
        drifted = [score for score in scores if score.drift is not None]
        adjustments = list(assessment.adjustments.select_related("by"))
        return super().get_context_data(**kwargs) | {
            "scheme": assessment.scheme,
            "scores": score_table(scores, drifted=bool(drifted)),
            "adjustments": adjustments,
            "capped": _capped(assessment, adjustments),
            "panels": collect(Contribution.assessment_panels, user, assessment),
            "records": [
                Record(step.at, step.by, step.get_kind_display(), text=step.note)
                for step in assessment.steps.select_related("by")
            ],
            "buttons": step_buttons(ASSESSMENT, user, assessment, only=ON_THE_PAGE),
            "can_self_score": rules.can_self_score(user, assessment),
            "can_review": rules.can_review(user, assessment),
            "can_adjust": rules.can_adjust(user, assessment),
            "drifted": drifted,
        }


def _capped(assessment, adjustments):
    """{"bonus": sum entered, …} of the kinds whose sum exceeds the cap (已封顶)."""
    caps = {"bonus": assessment.scheme.bonus_cap, "deduction": assessment.scheme.deduction_cap}
    sums = {kind: sum(row.points for row in adjustments if row.kind == kind) for kind in caps}
    return {kind: total for kind, total in sums.items() if total > caps[kind]}


def assessment_sheet(request, pk):
    """评分表: one A4 of marks with lines for signatures and seals."""
    rows = Assessment.objects.visible_to(request.user).select_related("scheme", "community", "street")
    assessment = get_object_or_404(rows, pk=pk)
    scores = assessment.scores.select_related("indicator")
    context = {
        "title": f"{assessment.community}{assessment.scheme.year}年考核评分表",
        "crumbs": crumbs_of(assessment),
        "assessment": assessment,
        "table": sheet_table(assessment, scores, assessment.adjustments.all()),
    }
    return render(request, "assessments/marking/sheet.html", context)


def score_detail(request, pk):
    """One mark opened: formula in words, figures, the rows behind them, and who set what when."""
    found = Score.objects.visible_to(request.user).select_related(
        "indicator", "assessment__scheme", "assessment__community", "reviewed_by"
    )
    score = get_object_or_404(found, pk=pk)
    siblings = list(score.assessment.scores.values_list("pk", flat=True))
    place = siblings.index(score.pk)
    context = {
        "title": str(score.indicator),
        "crumbs": crumbs_of(score.assessment),
        "score": score,
        "assessment": score.assessment,
        "lines": trace(score, all_metrics()),
        "history": score_history(score),
        "previous": siblings[place - 1] if place else None,
        "following": siblings[place + 1] if place + 1 < len(siblings) else None,
    }
    return render(request, "assessments/marking/score_detail.html", context)


# Adjustments and outcomes --------------------------------------------------------------------
def assessment_adjustment_add(request, pk):
    assessment = get_object_or_404(Assessment.objects.editable_by(request.user), pk=pk)
    return _adjustment_page(request, Adjustment(assessment=assessment, by=request.user), "登记加减分")


def adjustment_edit(request, pk):
    rows = Adjustment.objects.editable_by(request.user).select_related("assessment")
    return _adjustment_page(request, get_object_or_404(rows, pk=pk), "修改加减分")


def _adjustment_page(request, adjustment, title):
    officer_only(request)
    assessment = adjustment.assessment
    if refused := why_not_adjust(request.user, assessment):
        return turn_away(request, assessment, refused)
    form = AdjustmentForm(request.POST or None, instance=adjustment, user=request.user)
    return form_page(
        request,
        form,
        save=lambda: save_adjustment(adjustment=form.save(commit=False), by=request.user),
        title=title,
        done="已保存。",
        hint="加分、扣分按实际登记，合计超过上限时系统自动封顶；一票否决不论得分多少，等次为不合格。",
        target=assessment.get_absolute_url(),
        crumbs=crumbs_of(assessment),
    )


def adjustment_delete(request, pk):
    rows = Adjustment.objects.editable_by(request.user).select_related("assessment")
    adjustment = get_object_or_404(rows, pk=pk)
    officer_only(request)
    if refused := why_not_adjust(request.user, adjustment.assessment):
        return turn_away(request, adjustment.assessment, refused)
    return delete_page(
        request,
        adjustment,
        delete=partial(delete_adjustment, adjustment=adjustment, by=request.user),
        target=adjustment.assessment.get_absolute_url(),
        crumbs=crumbs_of(adjustment.assessment),
    )
