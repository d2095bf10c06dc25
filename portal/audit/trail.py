"""The audit trail of acts. Changes of rows are recorded by database triggers (`portal.audit.history`);
`record()` writes one AuditEvent for what no trigger sees: sign-in, refusal, export, reveal.
"""

from django.conf import settings

from portal.audit.models import AuditEvent


def record(kind, *, user=None, request=None, target="", street=None, **detail):
    """Write one AuditEvent. `kind` is an AuditEvent.Kind; `detail` must be JSON and free of private data."""
    known = user if user is not None and user.is_authenticated else None
    return AuditEvent.objects.create(
        kind=kind,
        user=known,
        username=known.username if known else str(detail.pop("username", ""))[:150],
        street_id=street.pk if street else getattr(known, "street_id", None),
        target=str(target)[:200],
        detail=detail,
        address=client_address(request) if request else None,
    )


def client_address(request):
    """The peer's address; behind our own nginx (BEHIND_PROXY) the last hop that nginx appended."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.split(",")[-1].strip()
    return request.META.get("REMOTE_ADDR") or None
