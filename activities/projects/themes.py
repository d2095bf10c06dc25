from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect

from activities.projects.forms import ThemeFilter, ThemeForm
from activities.projects.models import Theme
from activities.projects.rules import is_locked_by_plan
from portal.contributions import Contribution, collect
from portal.forms.years import chosen_year
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage

PARENT = ("文化主题", "activities:theme-list")


class ThemeList(ListPage):
    model = Theme
    title = "文化主题"
    filter_form = ThemeFilter
    related = ("community",)
    ordering = ("-year", F("community__position").asc(nulls_first=True), "pk")
    create_url = "activities:theme-create"
    create_label = "新增主题"
    empty_text = "还没有文化主题。每个社区每年至少确定一个主题。"
    columns = (
        Column("title", link=True, sort=True, wide=True),
        Column("year", sort=True),
        Column("owner_name", "单位", sort="community__position"),
        Column("planned_events", sort=True),
        Column("done", "已开展", sort="done"),
    )

    def get_queryset(self):
        return super().get_queryset().with_done()


class ThemeDetail(DetailPage):
    model = Theme
    parent = PARENT
    template_name = "activities/projects/theme_detail.html"
    related = ("community", "plan")
    edit_url = "activities:theme-edit"
    delete_url = "activities:theme-delete"
    fields = (
        Column("owner_name", "单位"),
        Column("year"),
        Column("plan"),
        Column(
            "done", "开展情况", value=lambda theme: f"计划 {theme.planned_events} 场，已开展 {theme.done} 场"
        ),
        Column("description", wide=True),
    )

    def get_queryset(self):
        return super().get_queryset().with_done()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if is_locked_by_plan(self.object.plan):
            context |= {"edit_url": "", "delete_url": ""}
        return context | {"panels": collect(Contribution.theme_panels, self.request.user, self.object)}


class ThemeCreate(CreatePage):
    model = Theme
    parent = PARENT
    form_class = ThemeForm

    def get_initial(self):
        return {"year": chosen_year(self.request)}


class ThemeEdit(EditPage):
    model = Theme
    parent = PARENT
    form_class = ThemeForm
    related = ("plan",)


class ThemeDelete(DeletePage):
    model = Theme
    parent = PARENT
    success_url = "/themes/"

    def dispatch(self, request, *args, **kwargs):
        theme = get_object_or_404(
            Theme.objects.editable_by(request.user).select_related("plan"), pk=kwargs["pk"]
        )
        if is_locked_by_plan(theme.plan):
            messages.error(request, "这个主题所在的计划已报审或已批准，不能删除。")
            return redirect(theme)
        return super().dispatch(request, *args, **kwargs)
