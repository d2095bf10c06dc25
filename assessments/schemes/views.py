from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessments.schemes import rules
from assessments.schemes.crumbs import crumbs_of_scheme
from assessments.schemes.default_scheme import BONUS_EXAMPLES, DEDUCTION_EXAMPLES, VETO_EXAMPLES
from assessments.schemes.forms import (
    IndicatorForm,
    PartFormSet,
    SchemeCreateForm,
    SchemeDatesForm,
    SchemeFilter,
    SchemeForm,
    initial_parts,
)
from assessments.schemes.formulas import formula_problems, number
from assessments.schemes.models import Indicator, Scheme
from assessments.schemes.scoring import RULES
from assessments.schemes.services import fill_scheme, scheme_problems, weight_sum
from assessments.schemes.tables import indicator_table
from portal.contributions import all_metrics
from portal.links import link
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage
from portal.pages.verbs import delete_page, officer_only, turn_away

PUBLISHED = "考核办法发布后，指标和分值不再改动。"

ABOVE = ("考核办法", "assessments:scheme-list")


class SchemeList(ListPage):
    model = Scheme
    title = "考核办法"
    filter_form = SchemeFilter
    create_url = "assessments:scheme-create"
    create_label = "拟订考核办法"
    creators = ("officer",)
    columns = (
        Column("title", link=True),
        Column("year", value=lambda row: str(row.year), sort=True),
        Column("get_status_display", tone="status_tone", sort=True),
        Column("self_due_on", sort=True),
        Column("review_due_on", sort=True),
    )

    @property
    def empty_text(self):
        if self.request.user.is_officer:
            return "还没有考核办法。可以从默认的 26 项指标表开始拟订。"
        return "街道还没有发布考核办法。"


def _grades(scheme):
    """From how many points on a community is 优秀, 良好 or 合格."""
    return (
        f"优秀 {number(scheme.excellent_from)} 分以上（不超过参评社区的 {scheme.excellent_quota}%），"
        f"良好 {number(scheme.good_from)} 分以上，合格 {number(scheme.pass_from)} 分以上，以下为不合格。"
    )


class SchemeDetail(DetailPage):
    model = Scheme
    parent = ABOVE
    template_name = "assessments/schemes/detail.html"
    edit_url = "assessments:scheme-edit"
    fields = (
        Column("year", value=lambda row: f"{row.year}年"),
        Column("self_due_on"),
        Column("review_due_on"),
        Column("grades", "等次", wide=True, value=_grades),
    )

    def get_context_data(self, **kwargs):
        scheme, user = self.object, self.request.user
        drafting = rules.can_edit_scheme(user, scheme)
        indicators = list(scheme.indicators.all())
        return super().get_context_data(**kwargs) | {
            "indicators": indicator_table(self.request, indicators, drafting=drafting),
            "weights": sum((indicator.weight for indicator in indicators), Decimal(0)),
            "drafting": drafting,
            "delete_url": "assessments:scheme-delete" if drafting else "",
            "problems": scheme_problems(scheme) if drafting else [],
            "examples": {"bonus": BONUS_EXAMPLES, "deduction": DEDUCTION_EXAMPLES, "veto": VETO_EXAMPLES},
        }


class SchemeCreate(CreatePage):
    model = Scheme
    parent = ABOVE
    title = "拟订考核办法"
    creators = ("officer",)
    form_class = SchemeCreateForm
    message = "已生成草稿，可以逐项修改指标，确认后发布。"
    hint = "指标从默认表或以前年度的办法复制过来，发布之前都可以修改。"

    def get_initial(self):
        year = timezone.localdate().year
        return {"year": year}

    def form_valid(self, form):
        response = super().form_valid(form)
        fill_scheme(scheme=self.object, source=form.cleaned_data["source"])
        return response


class SchemeEdit(EditPage):
    model = Scheme
    parent = ABOVE

    def get_form_class(self):
        return SchemeForm if self.object.is_draft else SchemeDatesForm


class SchemeDelete(DeletePage):
    model = Scheme
    parent = ABOVE

    def get_queryset(self):
        return super().get_queryset().filter(status=Scheme.Status.DRAFT)

    def get_success_url(self):
        return link("assessments:scheme-list")


# Indicators ----------------------------------------------------------------------------------
def scheme_indicator_add(request, pk):
    scheme = get_object_or_404(Scheme.objects.editable_by(request.user), pk=pk)
    return _indicator_page(request, Indicator(scheme=scheme, position=scheme.indicators.count() + 1))


def indicator_edit(request, pk):
    indicators = Indicator.objects.editable_by(request.user).select_related("scheme__street")
    return _indicator_page(request, get_object_or_404(indicators, pk=pk))


def indicator_delete(request, pk):
    indicator = get_object_or_404(Indicator.objects.editable_by(request.user).select_related("scheme"), pk=pk)
    officer_only(request)
    if not indicator.scheme.is_draft:
        return turn_away(request, indicator.scheme, [PUBLISHED])
    return delete_page(
        request,
        indicator,
        delete=indicator.delete,
        target=indicator.scheme.get_absolute_url(),
        crumbs=crumbs_of_scheme(indicator.scheme),
    )


def _indicator_page(request, indicator):
    officer_only(request)
    if not indicator.scheme.is_draft:
        return turn_away(request, indicator.scheme, [PUBLISHED])
    form = IndicatorForm(request.POST or None, instance=indicator, user=request.user)
    parts = PartFormSet(request.POST or None, initial=initial_parts(indicator), prefix="part")
    if request.method == "POST" and _save_indicator(form, parts):
        messages.success(request, f"已保存。目前各指标合计 {number(weight_sum(indicator.scheme))} 分。")
        return redirect(form.instance.get_absolute_url())
    context = {
        "title": "修改指标" if indicator.pk else "新增指标",
        "form": form,
        "parts": parts,
        "needs": {key: [*rule.needs, "points"] for key, rule in RULES.items()},
        "others": weight_sum(indicator.scheme) - _stored_weight(indicator),
        "crumbs": crumbs_of_scheme(indicator.scheme),
    }
    return render(request, "assessments/schemes/indicator_form.html", context)


def _stored_weight(indicator):
    found = indicator.scheme.indicators.filter(pk=indicator.pk).values_list("weight", flat=True)
    return next(iter(found), Decimal(0))


def _save_indicator(form, parts):
    """Both halves must be valid, and the formula must fit the weight."""
    if not (form.is_valid() and parts.is_valid()):
        return False
    form.instance.formula = parts.formula
    problems = formula_problems(form.instance, all_metrics())
    for problem in problems:
        form.add_error(None, problem)
    if problems:
        return False
    form.save()
    return True
