from portal.contributions import Contribution
from portal.links import link
from portal.pieces import SYSTEM, MenuItem


class AuditContribution(Contribution):
    def menu(self, user):
        if not user.is_auditor:
            return []
        return [
            MenuItem("审计记录", link("auditevent-list"), "shield-check", SYSTEM, 910),
            MenuItem("数据变更", link("change-list"), "history", SYSTEM, 911),
        ]
