"""Sign-ins in the audit trail. Django tells of them by signal only; nothing else in the house uses signals."""

import time

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from portal.audit.trail import record


@receiver(user_logged_in)
def record_sign_in(sender, request, user, **kwargs):
    request.session["used_at"] = int(time.time())
    record("sign_in", user=user, request=request)


@receiver(user_logged_out)
def record_sign_out(sender, request, user, **kwargs):
    if user is not None:
        record("sign_out", user=user, request=request)


@receiver(user_login_failed)
def record_failed_sign_in(sender, credentials, request=None, **kwargs):
    record("sign_in_failed", request=request, username=credentials.get("username") or "")
