from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities.plans.forms import TargetsForm
from activities.plans.lights import elapsed_share
from activities.plans.models import Plan
from activities.plans.progress import target_table
from activities.plans.tables import community_table, target_form_table
from activities.plans.views import PARENT, refuse_locked
from portal.days import last_day
from portal.forms.years import chosen_year, year_options
from portal.models import Community


def target_list(request):
    """个十百千万 of every community the user may see, against the elapsed share of the year."""
    year, today = chosen_year(request), timezone.localdate()
    communities = list(Community.objects.visible_to(request.user).order_by("position"))
    rows = target_table(request.user.street, year, today, communities) if communities else []
    title = f"{year}年“个十百千万”进度"
    context = {
        "title": title,
        "crumbs": [PARENT],
        "year": year,
        "years": year_options(),
        "table": community_table(rows, _totals(rows), caption=title),
        "elapsed": round(elapsed_share(year, today) * 100, 1),
        "until": last_day(year),
    }
    return render(request, "activities/plans/target_list.html", context)


def _totals(rows):
    """Per kind: (done, target) of the rows shown, None where no row has the target."""
    columns = zip(*(row.cells for row in rows), strict=True)
    return [_sum([cell for cell in column if cell]) for column in columns] if len(rows) > 1 else []


def _sum(cells):
    if not cells:
        return None
    zero = Decimal(0)
    return {
        "done": sum((cell.done for cell in cells), zero),
        "target": sum((cell.target for cell in cells), zero),
        "unit": cells[0].unit,
    }


def plan_targets(request, pk):
    """The five targets of a plan in one table; an empty value takes a target out."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user), pk=pk)
    refused = refuse_locked(request, plan)
    if refused:
        return refused
    form = TargetsForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "指标已保存。")
        return redirect(plan)
    crumbs = [PARENT, (str(plan), plan.get_absolute_url())]
    return render(
        request,
        "activities/plans/target_edit.html",
        {
            "title": "修改“个十百千万”指标",
            "plan": plan,
            "form": form,
            "table": target_form_table(form.lines),
            "crumbs": crumbs,
        },
    )
