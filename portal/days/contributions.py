from portal.contributions import Contribution
from portal.links import link
from portal.pieces import SYSTEM, MenuItem


class DayContribution(Contribution):
    def menu(self, user):
        if not (user.is_administrator or user.is_officer):
            return []
        return [MenuItem("放假安排", link("holiday-list"), "calendar-off", SYSTEM, 897)]
