from portal.contributions import Contribution
from portal.links import link
from portal.pieces import MenuItem


class ShellContribution(Contribution):
    def menu(self, user):
        return [MenuItem("首页", link("home"), "home", "工作台", 0)]
