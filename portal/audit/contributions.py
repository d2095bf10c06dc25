from django.urls import reverse

from portal.contributions import Contribution
from portal.pieces import SYSTEM, MenuItem


class AuditContribution(Contribution):
    def menu(self, user):
        if not user.is_auditor:
            return []
        return [
            MenuItem("审计记录", reverse("auditevent-list"), "shield-check", SYSTEM, 910),
            MenuItem("数据变更", reverse("change-list"), "history", SYSTEM, 911),
        ]
