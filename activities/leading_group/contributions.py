from portal.contributions import Contribution
from portal.links import link
from portal.pieces import SUPPORT, MenuItem


class LeadingGroupContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("领导小组", link("activities:groupmember-list"), "sitemap", SUPPORT, 300)]
