from django.urls import reverse

from portal.contributions import Contribution
from portal.pieces import MenuItem


class ShellContribution(Contribution):
    def menu(self, user):
        return [MenuItem("首页", reverse("home"), "home", "工作台", 0)]
