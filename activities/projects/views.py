from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from activities.projects.forms import MilestoneForm, ProjectForm
from activities.projects.models import Milestone, Project
from activities.projects.steps import MILESTONE
from activities.projects.tables import brand_table
from portal.access import can_edit
from portal.contributions import Contribution, collect, merged
from portal.forms.years import chosen_year, year_options
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage
from portal.pages.steps import step_buttons

PARENT = ("五个一工程", "activities:project-list")


def project_list(request):
    """The five projects of the year as cards, the brands of the communities as a table."""
    year = chosen_year(request)
    rows = list(
        Project.objects.visible_to(request.user)
        .for_year(year)
        .with_progress()
        .select_related("community", "lead", "candidate")
        .order_by("community__position", "pk")
    )
    order = {kind: position for position, kind in enumerate(Project.Kind.values)}
    five = sorted((row for row in rows if row.kind != Project.Kind.BRAND), key=lambda row: order[row.kind])
    brands = [row for row in rows if row.kind == Project.Kind.BRAND]
    money = merged(Contribution.project_figures, rows)
    context = {
        "title": f"{year}年“五个一”工程",
        "year": year,
        "years": year_options(),
        "five": [(project, money.get(project.pk)) for project in five],
        "brands": brand_table(brands, money),
        "can_create": request.user.role in ("officer", "staff"),
    }
    return render(request, "activities/projects/list.html", context)


class ProjectDetail(DetailPage):
    model = Project
    parent = PARENT
    template_name = "activities/projects/detail.html"
    related = ("community", "lead", "candidate", "plan")
    edit_url = "activities:project-edit"
    delete_url = "activities:project-delete"
    fields = (
        Column("get_kind_display"),
        Column("owner_name", "单位"),
        Column("lead"),
        Column("candidate"),
        Column("starts_on"),
        Column("ends_on"),
        Column("plan"),
        Column("aim", wide=True),
    )
    optional = ("candidate",)

    def get_queryset(self):
        return super().get_queryset().with_progress()

    def get_context_data(self, **kwargs):
        user, project = self.request.user, self.object
        milestones = list(project.milestones.select_related("responsible"))
        for milestone in milestones:
            milestone.project = project
            milestone.steps = step_buttons(MILESTONE, user, milestone, small=True)
        context = super().get_context_data(**kwargs)
        return context | {
            "milestones": milestones,
            "can_edit_steps": can_edit(user, project),
            "money": merged(Contribution.project_figures, [project]).get(project.pk),
            "panels": collect(Contribution.project_panels, user, project),
        }


class ProjectCreate(CreatePage):
    model = Project
    parent = PARENT
    form_class = ProjectForm

    def get_initial(self):
        return {"year": chosen_year(self.request), "lead": self.request.user.pk}


class ProjectEdit(EditPage):
    model = Project
    parent = PARENT
    form_class = ProjectForm


class ProjectDelete(DeletePage):
    model = Project
    parent = PARENT
    success_url = "/projects/"

    def dispatch(self, request, *args, **kwargs):
        project = get_object_or_404(Project.objects.editable_by(request.user), pk=kwargs["pk"])
        if project.events.exists() or project.fund_lines.exists():
            messages.error(request, "这个项目已有活动或经费，不能删除；请先把它们移到别的项目。")
            return redirect(project)
        return super().dispatch(request, *args, **kwargs)


class MilestoneCreate(CreatePage):
    model = Milestone
    parent = PARENT
    parent_field = "project"
    form_class = MilestoneForm
    message = "节点已加入。"


class MilestoneEdit(EditPage):
    model = Milestone
    parent_field = "project"
    parent = PARENT
    form_class = MilestoneForm


class MilestoneDelete(DeletePage):
    model = Milestone
    parent_field = "project"
    parent = PARENT
