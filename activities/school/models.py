from django.db import models
from django.db.models import Count, F, Q, Sum

from portal.access import Owned, ScopedQuerySet, YearQuerySet
from portal.audit.history import tracked
from portal.links import link
from portal.numbers import rate_text


class PartnerSchoolQuerySet(ScopedQuerySet):
    def with_course_count(self):
        return self.annotate(course_count=Count("courses"))


@tracked
class PartnerSchool(Owned):
    """辖区学校 that lends rooms and teachers to the 市民学校."""

    name = models.CharField("学校", max_length=60)
    contact = models.CharField("联系人", max_length=40, blank=True)
    resources = models.CharField("可用资源", max_length=200, blank=True)

    objects = PartnerSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "共建学校"
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return link("activities:partnerschool-detail", self.pk)


class CourseQuerySet(YearQuerySet):
    def with_attendance(self):
        """Adds `lesson_count`, `enrolled` and `attended` over the course's lessons."""
        return self.annotate(
            lesson_count=Count("lessons"),
            enrolled=Sum("lessons__enrolled"),
            attended=Sum("lessons__attended"),
        )


@tracked
class Course(Owned):
    """市民学校课程, in the six kinds of the street's plan."""

    class Kind(models.TextChoices):
        THEORY = "theory", "理论学习"
        COMPUTER = "computer", "电脑网络"
        HOUSEKEEPING = "housekeeping", "家政知识"
        LAW = "law", "法律常识"
        CALLIGRAPHY = "calligraphy", "书画笔会"
        OPERA = "opera", "戏曲沙龙"

    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=15, choices=Kind.choices)
    title = models.CharField("课程", max_length=60)
    school = models.ForeignKey(
        PartnerSchool, models.SET_NULL, verbose_name="共建学校", null=True, blank=True, related_name="courses"
    )
    teacher = models.CharField("授课教师", max_length=40, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课程"
        ordering = ["-year", "kind", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:course-detail", self.pk)

    @property
    def attendance_rate(self):
        """到课率 of a row of `with_attendance()`, e.g. 92.5%; empty before the first lesson."""
        return rate_text(self.attended, self.enrolled)


class LessonQuerySet(YearQuerySet):
    year_path = "held_at__year"
    community_path = "course__community"


@tracked
class Lesson(models.Model):
    """课次 with its attendance: enrolled (报名) and attended (到课)."""

    course = models.ForeignKey(Course, models.CASCADE, verbose_name="课程", related_name="lessons")
    held_at = models.DateTimeField("上课时间")
    topic = models.CharField("内容", max_length=120)
    enrolled = models.PositiveIntegerField("报名人数")
    attended = models.PositiveIntegerField("到课人数")

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课次"
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attended__lte=F("enrolled")),
                name="lesson_attended_not_above",
                violation_error_message="到课人数不能多于报名人数；临时来的人请补记报名。",
            )
        ]

    def __str__(self):
        return f"{self.course} {self.topic}"

    def get_absolute_url(self):
        return link("activities:course-detail", self.course_id)

    @property
    def attendance_rate(self):
        return rate_text(self.attended, self.enrolled)
