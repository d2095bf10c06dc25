from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone

from activities.copying import services
from activities.copying.forms import PlanCopyForm
from activities.plans.models import Plan
from activities.plans.views import PARENT
from portal.access import own_level


def plan_copy(request):
    """沿用上年计划: what would be copied, with the dates moved; POST makes the draft. The officer copies
    the street's plan, staff that of the own community."""
    if not (request.user.is_officer or request.user.is_staff_member):
        raise PermissionDenied("年度计划由街道文化员和社区文体干部编制。")
    year = _target_year(request)
    source = _plans(request.user).filter(year=year - 1).select_related("community", "street").first()
    existing = _plans(request.user).filter(year=year).first()
    if source is None or existing is not None:
        return _nothing_to_copy(request, year, existing)
    form = PlanCopyForm(
        request.POST or None,
        themes=services.copyable_themes(source),
        projects=services.copyable_projects(source),
        events=services.copyable_events(source),
    )
    if request.method == "POST" and form.is_valid():
        return _copy(request, source, form.cleaned_data)
    return render(request, "activities/copying/copy.html", _preview(source, year, form))


def _plans(user):
    """Plans of the user's own desk: the street's for the officer, the own community's for staff."""
    return own_level(Plan.objects.editable_by(user), user)


def _target_year(request):
    """The year in the address, else the first of this year and the next that has no plan yet."""
    text = request.GET.get("year", "")
    if text.isdigit() and 2000 < int(text) <= 2100:
        return int(text)
    this = timezone.localdate().year
    return this + 1 if _plans(request.user).filter(year=this).exists() else this


def _nothing_to_copy(request, year, existing):
    if existing is not None:
        messages.error(request, f"{year}年度计划已经建立，请在原计划上修改。")
        return redirect(existing)
    messages.error(request, f"没有{year - 1}年度计划可以沿用，请新建{year}年度计划。")
    return redirect("activities:plan-list")


def _copy(request, source, chosen):
    try:
        plan = services.copy_plan(source=source, by=request.user, **chosen)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("activities:plan-list")
    messages.success(
        request, f"已沿用{source.year}年度计划，活动均为草稿，日期已顺延到{plan.year}年。请修改后报审。"
    )
    return redirect(plan)


def _preview(source, year, form):
    projects = list(form.fields["projects"].queryset)
    steps = services.moved_steps(projects)
    return {
        "title": f"沿用{source.year}年度计划",
        "crumbs": [PARENT],
        "source": source,
        "year": year,
        "form": form,
        "targets": source.targets.all(),
        "themes": form.fields["themes"].queryset,
        "projects": [
            (project, [step for step in steps if step.project_id == project.pk]) for project in projects
        ],
        "events": [
            (event, *services.moved_times(event.starts_at, event.ends_at))
            for event in form.fields["events"].queryset
        ],
    }
