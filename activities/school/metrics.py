"""Figures of the citizens' school (市民学校). Source: the indicator table of the assessment (F1–F3)."""

from django.db.models import Count, Sum

from activities.school.models import Lesson
from portal.metrics import Figures, Group, Kind, by_owner, count_by_owner, metric, rows, shares_by_owner

LESSONS_A_YEAR = 12  # F1: T = 12 次 per community


def _lessons(street, year, until):
    lessons = Lesson.objects.filter(course__street=street).for_year(year)
    return lessons.filter(held_at__date__lte=until)


@metric(
    "市民学校开课",
    unit="次",
    group=Group.PLACES,
    rows=rows("activities:lesson-list"),
    definition="本年度市民学校已上课的课次。",
)
def lessons(street, year, until) -> Figures:
    """Lessons held by the owner's citizens' school."""
    return count_by_owner(_lessons(street, year, until))


@metric(
    "课程类别",
    unit="类",
    kind=Kind.VARIETY,
    group=Group.PLACES,
    rows=rows("activities:lesson-list"),
    definition="六类课程中本年度至少上过一次课的类别数。",
)
def course_kinds(street, year, until) -> Figures:
    """Kinds of courses, of six, in which at least one lesson was held; a course on paper counts nothing."""
    return by_owner(_lessons(street, year, until), Count("course__kind", distinct=True))


@metric(
    "市民学校到课率",
    kind=Kind.SHARE,
    group=Group.PLACES,
    rows=rows("activities:lesson-list"),
    definition="到课人次除以报名人次。",
)
def lesson_attendance(street, year, until) -> Figures:
    """Attended ÷ enrolled over all lessons; absent when nobody enrolled."""
    return shares_by_owner(_lessons(street, year, until), part=Sum("attended"), whole=Sum("enrolled"))
