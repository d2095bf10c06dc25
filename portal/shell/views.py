from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.contributions import Contribution, collect
from portal.shell.health import readiness
from portal.shell.todos import todos_of


def home(request):
    """My to-dos with deadlines first, the year's state second."""
    year = timezone.localdate().year
    context = {
        "title": "首页",
        "todos": todos_of(request.user),
        "facts": collect(Contribution.year_state, request.user, year),
        "year": year,
    }
    return render(request, "portal/shell/home.html", context)


def search(request):
    text = request.GET.get("q", "").strip()[:50]
    groups = {}
    for hit in collect(Contribution.search, request.user, text) if text else []:
        groups.setdefault(hit.kind, []).append(hit)
    return render(request, "portal/shell/search.html", {"title": "搜索", "text": text, "groups": groups})


@require_POST
def large_type(request):
    """大字版: enlarges the whole interface for this account."""
    request.user.large_type = not request.user.large_type
    request.user.save(update_fields=["large_type"])
    back = request.POST.get("next", "/")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "home")


@login_not_required
@transaction.non_atomic_requests  # both answer even while the database does not
def livez(request):
    return JsonResponse({"status": "ok"})


@login_not_required
@transaction.non_atomic_requests
def readyz(request):
    checks = readiness()
    ready = all(text == "ok" for text in checks.values())
    answer = JsonResponse(
        {"status": "ok" if ready else "unready", "checks": checks}, status=200 if ready else 503
    )
    answer._has_been_logged = True  # whoever polls reads the answer; an error line for each would bury others
    return answer
