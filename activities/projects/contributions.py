from datetime import timedelta

from django.utils import timezone

from activities.projects import chapter, metrics
from activities.projects.models import Milestone, Project, Theme
from portal.access import own_level
from portal.contributions import Contribution
from portal.duties.todos import duty_todos
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import YEAR, Fact, Hit, MenuItem, folded, unwritten

SOON = timedelta(days=14)  # milestones that come among the to-dos
HITS = 10


class ProjectContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [
            MenuItem("文化主题", link("activities:theme-list"), "tag", YEAR, 206),
            MenuItem("五个一工程", link("activities:project-list"), "flag", YEAR, 210),
        ]

    def todos(self, user):
        return _milestones(user) if user.is_officer else []

    def year_state(self, user, year):
        if not user.follows_the_year:
            return []
        themes = Theme.objects.visible_to(user).for_year(year)
        if user.community_id:
            themes = own_level(themes, user)
        return [Fact("文化主题", themes.count(), "个", url=link("activities:theme-list", year=year))]

    def search(self, user, text):
        projects = Project.objects.visible_to(user).filter(title__icontains=text).select_related("community")
        return [
            Hit(row.title, row.get_absolute_url(), "项目", f"{row.year}年 {row.owner_name}")
            for row in projects[:HITS]
        ]

    def gaps(self, street, year):
        printed = Project.objects.filter(street=street).for_year(year).exclude(kind=Project.Kind.BRAND)
        return unwritten("五个一工程", printed, link("activities:project-list", year=year))

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.project_chapter(street, year)]

    def hand_over(self, predecessor, successor):
        """Open milestones, and the projects of this year on."""
        projects = predecessor.projects.filter(year__gte=timezone.localdate().year)
        milestones = Milestone.objects.hand_over(predecessor, successor)
        return milestones + projects.update(lead=successor)


def _milestones(user):
    until = timezone.localdate() + SOON
    steps = Milestone.objects.visible_to(user).open().filter(due_on__lte=until).select_related("project")
    found = duty_todos(steps, kind="项目节点", place=lambda step: step.project.title)
    return folded(found, "{n} 个项目节点已到期或两周内到期", link("activities:project-list"))
