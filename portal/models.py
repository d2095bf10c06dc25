"""The face that Django loads and other apps import; each model lives with its noun."""

from portal.accounts.models import User
from portal.audit.models import AuditEvent
from portal.days.models import Holiday
from portal.files.models import Blob
from portal.jobs.models import Job
from portal.notices.models import Notice
from portal.places.models import Community, Street

__all__ = ["AuditEvent", "Blob", "Community", "Holiday", "Job", "Notice", "Street", "User"]
