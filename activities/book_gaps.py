"""What the chapters of activities still lack, for 编印前检查: one function for each noun."""

from django.db.models import Q

from activities.book_core import BIG_EVENT
from activities.corridor.models import Edition
from activities.events.models import Event
from activities.funds.models import FundLine
from activities.plans.models import Plan
from activities.projects.models import Project
from activities.school.models import Lesson
from portal.links import link
from portal.pieces import Gap, unwritten


def gaps(street, year) -> list[Gap]:
    return [
        gap
        for lacks in (plan_gaps, event_gaps, project_gaps, place_gaps, fund_gaps)
        for gap in lacks(street, year)
    ]


def plan_gaps(street, year):
    own = Plan.objects.filter(street=street, community=None, year=year)
    return unwritten("年度计划", own, link("activities:plan-list", year=year))


def event_gaps(street, year):
    worth = Q(community=None) | Q(attendances__gte=BIG_EVENT)
    told = Event.objects.filter(worth, street=street).for_year(year).held()
    return unwritten("大事记", told, link("activities:event-list", year=year))


def project_gaps(street, year):
    projects = Project.objects.filter(street=street, year=year).exclude(kind=Project.Kind.BRAND)
    return unwritten("五个一工程", projects, link("activities:project-list", year=year))


def place_gaps(street, year):
    editions = Edition.objects.filter(board__street=street).for_year(year)
    if editions.exists():
        return []
    lessons = Lesson.objects.filter(course__street=street).for_year(year)
    return unwritten("阵地与学校", lessons, link("activities:edition-list", year=year))


def fund_gaps(street, year):
    lines = FundLine.objects.filter(street=street).for_year(year)
    return unwritten("经费", lines, link("activities:fundline-list", year=year))
