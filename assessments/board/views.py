"""The leader's board: one page, every figure leads to its rows, one A4 in print."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone

from activities.events.figures import by_month
from activities.funds.figures import totals_by_channel
from activities.models import Event, FundLine, Plan, Project
from activities.plans.lights import elapsed_share
from activities.plans.progress import done_by_kind
from assessments.board import figures, tables
from assessments.marking.models import Assessment
from portal.contributions import Contribution, collect
from portal.days import last_day
from portal.models import Community


def board(request):
    user = request.user
    if not (user.is_leader or user.is_officer):
        raise PermissionDenied("看板供街道领导和街道文化员使用。")
    today = timezone.localdate()
    years = _years(user, today.year)
    year = _chosen_year(request, years, today.year)
    until = last_day(year)
    communities = list(Community.objects.visible_to(user))
    context = {
        "title": f"{year}年文体工作看板",
        "year": year,
        "years": years,
        "until": until,
        "facts": collect(Contribution.year_state, user, year),
        "elapsed": elapsed_share(year, until) * 100,
    }
    return render(request, "assessments/board/board.html", context | _tables(user, communities, year, until))


def _tables(user, communities, year, until):
    done = done_by_kind(user.street, year, until)
    progress = figures.year_progress(user.street, communities, year, until, done)
    channels = totals_by_channel(FundLine.objects.visible_to(user).for_year(year))[:-1]
    marks = Assessment.objects.visible_to(user)
    ranked = figures.communities_ranked(communities, marks, user.street, year, until, done)
    return {
        "progress": tables.progress_table(progress, year),
        "months": tables.months_table(by_month(Event.objects.visible_to(user), year), year),
        "channels": tables.money_table(channels, year),
        "projects": tables.projects_table(figures.project_rows(Project.objects.visible_to(user), year), year),
        "communities": tables.communities_table(ranked),
    }


def _years(user, this_year):
    """Years that have a plan, newest first, and always the current one."""
    planned = Plan.objects.visible_to(user).order_by().values_list("year", flat=True).distinct()
    return sorted({*planned, this_year}, reverse=True)


def _chosen_year(request, years, this_year):
    wanted = request.GET.get("year", "")
    return int(wanted) if wanted.isdigit() and int(wanted) in years else this_year
