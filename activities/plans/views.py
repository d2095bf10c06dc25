from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone

from activities.plans import rules
from activities.plans.forms import PlanFilter, PlanForm
from activities.plans.models import Plan
from activities.plans.progress import progress_of
from activities.plans.steps import PLAN
from portal.forms.years import chosen_year
from portal.links import link
from portal.models import Community
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage
from portal.pages.steps import step_buttons

PARENT = ("年度计划", "activities:plan-list")


class PlanList(ListPage):
    model = Plan
    title = "年度计划"
    template_name = "activities/plans/list.html"
    filter_form = PlanFilter
    related = ("community",)
    ordering = ("-year", F("community__position").asc(nulls_first=True), "pk")  # the street's own first
    create_url = "activities:plan-create"
    create_label = "新建计划"
    empty_text = "本年度还没有计划。可以“沿用上年计划”，也可以新建。"
    columns = (
        Column("title", "计划", link=True, sort=True, wide=True),
        Column("year", sort=True),
        Column("owner_name", "单位", sort="community__position"),
        Column("get_status_display", sort=True, tone="status_tone"),
        Column("submitted_at", sort=True),
        Column("approved_at", sort=True),
    )

    def get_context_data(self, **kwargs):
        year = chosen_year(self.request)
        return super().get_context_data(**kwargs) | {
            "year": year,
            "missing": _not_submitted(self.request.user, year),
        }


def _not_submitted(user, year):
    """(community, words, plan or None) for every community that has not yet submitted its plan."""
    plans = {plan.community_id: plan for plan in Plan.objects.visible_to(user).for_year(year)}
    waiting = []
    for community in Community.objects.visible_to(user).order_by("position"):
        plan = plans.get(community.pk)
        if plan is None:
            waiting.append((community, "未建立", None))
        elif plan.is_editable:
            waiting.append((community, plan.get_status_display(), plan))
    return waiting


class PlanDetail(DetailPage):
    model = Plan
    parent = PARENT
    template_name = "activities/plans/detail.html"
    related = ("community", "street", "copied_from")
    fields = (
        Column("owner_name", "单位"),
        Column("year"),
        Column("submitted_at"),
        Column("approved_at"),
        Column("copied_from"),
    )

    def get_crumbs(self):
        return [(f"{self.object.year}年度计划", link("activities:plan-list", year=self.object.year))]

    def get_context_data(self, **kwargs):
        user, plan = self.request.user, self.object
        rounds = list(plan.rounds.select_related("submitted_by", "decided_by").order_by("-number"))
        can_write = rules.can_edit_plan(user, plan)
        return super().get_context_data(**kwargs) | {
            "edit_url": "activities:plan-edit" if can_write else "",
            "delete_url": "activities:plan-delete" if can_write and not rounds else "",
            "can_write": can_write,
            "steps": step_buttons(PLAN, user, plan),
            "rounds": rounds,
            "targets": progress_of(plan, timezone.localdate()),
            "themes": plan.themes.with_done().order_by("pk"),
            "projects": plan.projects.with_progress().select_related("lead").order_by("pk"),
            "events": plan.events.select_related("responsible").order_by("starts_at", "pk"),
        }


class PlanCreate(CreatePage):
    model = Plan
    parent = PARENT
    form_class = PlanForm
    title = "新建年度计划"
    hint = "有上年计划的，建议用“沿用上年计划”，主题、项目、活动和指标会一起带过来。"
    message = "计划已建立。接着填写指标、主题和活动，齐备后报审。"

    def get_initial(self):
        year = chosen_year(self.request)
        return {"year": year, "title": f"{year}年{self.request.user.place_name}文体工作计划"}


class PlanEdit(EditPage):
    model = Plan
    parent = PARENT
    form_class = PlanForm

    def dispatch(self, request, *args, **kwargs):
        plan = get_object_or_404(Plan.objects.editable_by(request.user), pk=kwargs["pk"])
        return refuse_locked(request, plan) or super().dispatch(request, *args, **kwargs)


class PlanDelete(DeletePage):
    model = Plan
    parent = PARENT
    success_url = reverse_lazy("activities:plan-list")

    def dispatch(self, request, *args, **kwargs):
        plan = get_object_or_404(Plan.objects.editable_by(request.user), pk=kwargs["pk"])
        if plan.rounds.exists():
            messages.error(request, "这个计划已有审批记录，不能删除；不再执行的，请在文本中说明。")
            return redirect(plan)
        return refuse_locked(request, plan) or super().dispatch(request, *args, **kwargs)


def refuse_locked(request, plan):
    """A redirect with the reason when the plan may not be written; None when it may."""
    if rules.can_edit_plan(request.user, plan):
        return None
    remedy = (
        "需要修改时先“撤回”。"
        if plan.status == Plan.Status.SUBMITTED
        else "需要修改时由街道文化员“重新开启”。"
    )
    messages.error(request, f"计划{plan.get_status_display()}，内容已锁定。{remedy}")
    return redirect(plan)
