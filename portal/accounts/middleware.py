import time

from django.conf import settings
from django.shortcuts import redirect

from portal.audit.trail import record

OPEN_ROUTES = {"password-change", "logout", "login", "livez", "readyz", "large-type"}


class IdleSessionMiddleware:
    """A session ends SESSION_COOKIE_AGE after its last use, not after sign-in. Writing it on every request
    would cost a statement each time; every few minutes is exact enough."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        now = int(time.time())
        if (
            request.user.is_authenticated
            and now - request.session.get("used_at", 0) > settings.SESSION_TOUCH_SECONDS
        ):
            request.session["used_at"] = now
        return self.get_response(request)


class PasswordChangeMiddleware:
    """An account with a password set by somebody else changes it before doing anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        return None if request.resolver_match.url_name in OPEN_ROUTES else redirect("password-change")


class RefusalAuditMiddleware:
    """Refusals in the trail: 403 anywhere, and 404 on a route that names a row (a stranger's row, or none)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        named_row = response.status_code == 404 and match is not None and "pk" in match.kwargs
        if request.user.is_authenticated and (response.status_code == 403 or named_row):
            record(
                "refusal",
                user=request.user,
                request=request,
                target=request.path[:200],
                method=request.method,
                status=response.status_code,
            )
        return response
