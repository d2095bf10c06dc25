from assessments.schemes.contributions import SECTION
from portal.contributions import Contribution
from portal.links import link
from portal.pieces import MenuItem


class BoardContribution(Contribution):
    def menu(self, user):
        """The leader starts from the board; for the officer it belongs to the assessment."""
        if not (user.is_leader or user.is_officer):
            return []
        order, section = (5, "工作台") if user.is_leader else (500, SECTION)
        return [MenuItem("工作看板", link("assessments:dashboard"), "chart-histogram", section, order)]
