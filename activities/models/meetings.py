from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from activities.models.projects import YearQuerySet
from portal.access import Owned, ScopedQuerySet
from portal.audit import tracked


@tracked
class GroupMember(Owned):
    """社区文化工作领导小组: 主要领导亲自抓、分管领导具体抓、文化员落实."""

    class Post(models.TextChoices):
        HEAD = "head", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"
        CLERK = "clerk", "联络员"

    year = models.PositiveSmallIntegerField("年度")
    post = models.CharField("小组职务", max_length=10, choices=Post.choices)
    name = models.CharField("姓名", max_length=40)
    position = models.CharField("单位及职务", max_length=60, blank=True)
    duty = models.CharField("分工", max_length=120, blank=True)

    objects = YearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "领导小组成员"
        ordering = ["-year", "pk"]

    def __str__(self):
        return f"{self.get_post_display()} {self.name}"

    def get_absolute_url(self):
        return reverse("activities:groupmember-list")


class MeetingQuerySet(ScopedQuerySet):
    def for_year(self, year):
        return self.filter(held_at__year=year)

    def with_minutes(self):
        return self.exclude(minutes="")


@tracked
class Meeting(Owned):
    """会议: only meetings with minutes and tracked decisions count in the assessment (A3)."""

    class Kind(models.TextChoices):
        GROUP = "group", "领导小组会议"
        ROUTINE = "routine", "工作例会"
        SPECIAL = "special", "专题会议"
        JOINT = "joint", "联席会议"

    title = models.CharField("会议名称", max_length=80)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices, default=Kind.SPECIAL)
    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=80, blank=True)
    chair = models.CharField("主持人", max_length=60, blank=True)
    recorder = models.CharField("记录人", max_length=40, blank=True)
    attendees = models.TextField("出席人员", blank=True)
    absentees = models.TextField("缺席及原因", blank=True)
    agenda = models.TextField("议题", blank=True)
    minutes = models.TextField("会议纪要", blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-held_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:meeting-detail", args=[self.pk])


class ResolutionQuerySet(ScopedQuerySet):
    community_path = "meeting__community"

    def open(self):
        return self.filter(done_on__isnull=True)


@tracked
class Resolution(models.Model):
    """议定事项 with a person and a date."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会议", related_name="resolutions")
    content = models.CharField("议定事项", max_length=200)
    responsible = models.ForeignKey(
        "portal.User", models.SET_NULL, verbose_name="责任人", null=True, blank=True, related_name="resolutions"
    )
    due_on = models.DateField("期限")
    done_on = models.DateField("办结日期", null=True, blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议定事项"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(content=""), name="resolution_has_content"),
        ]

    def __str__(self):
        return self.content

    def get_absolute_url(self):
        return reverse("activities:meeting-detail", args=[self.meeting_id])

    @property
    def is_overdue(self):
        return self.done_on is None and self.due_on < timezone.localdate()
