"""Figures of the citizens' school (市民学校) above its list of courses."""

from django.db.models import Count, Sum

from activities.school.models import Course, Lesson
from portal.links import link
from portal.numbers import rate_text
from portal.pieces import Fact


def school_figures(courses) -> list[Fact]:
    """课次, 类别 (of six, counted once a lesson was held), 到课人次 and 到课率 of the listed `courses`; one query."""
    lessons = Lesson.objects.filter(course__in=courses.order_by().values("pk"))
    sums = lessons.aggregate(
        number=Count("pk"),
        enrolled=Sum("enrolled"),
        attended=Sum("attended"),
        kinds=Count("course__kind", distinct=True),
    )
    return [
        Fact("已开课次", sums["number"], "次", url=link("activities:lesson-list")),
        Fact("已开类别", sums["kinds"], "类", target=len(Course.Kind)),
        Fact("到课", sums["attended"] or 0, "人次", note=f"报名 {sums['enrolled'] or 0} 人次"),
        Fact("到课率", rate_text(sums["attended"], sums["enrolled"]) or None),
    ]
