from portal.contributions import Contribution
from portal.links import link
from portal.pieces import MenuItem

SECTION = "考核"


class SchemeContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("考核办法", link("assessments:scheme-list"), "list-check", SECTION, 520)]
