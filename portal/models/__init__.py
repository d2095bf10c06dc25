from portal.models.accounts import User
from portal.models.audit import AuditEvent
from portal.models.files import Blob
from portal.models.jobs import Job
from portal.models.notices import Notice
from portal.models.places import Community, Street

__all__ = ["AuditEvent", "Blob", "Community", "Job", "Notice", "Street", "User"]
