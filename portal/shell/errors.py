"""Error pages with a way on. They never fail themselves: the 500 page uses neither database nor session."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader


def bad_request(request, exception=None):
    return render(request, "400.html", {"title": "请求有误"}, status=400)


def permission_denied(request, exception=None):
    reason = str(exception) if exception else ""
    return render(request, "403.html", {"title": "没有权限", "reason": reason}, status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", {"title": "找不到页面"}, status=404)


def csrf_failure(request, reason=""):
    return render(
        request,
        "403.html",
        {"title": "页面已过期", "reason": "页面停留太久，请返回后刷新再提交。"},
        status=403,
    )


def server_error(request):
    return HttpResponseServerError(loader.render_to_string("500.html"))
