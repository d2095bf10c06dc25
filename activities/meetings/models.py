from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.duties.models import Duty, DutyQuerySet
from portal.links import link


class MeetingQuerySet(YearQuerySet):
    year_path = "held_at__year"

    def with_minutes(self):
        return self.exclude(minutes="")

    def without_minutes(self):
        """Held, but nobody has written the minutes yet."""
        return self.filter(minutes="", held_at__lt=timezone.now())

    def counted(self):
        """Meetings that the assessment counts (A3): with minutes and at least one tracked decision."""
        return self.with_minutes().filter(Exists(Resolution.objects.filter(meeting=OuterRef("pk"))))

    def with_resolution_counts(self):
        """Adds `resolution_count` and `open_count`."""
        unfinished = Q(resolutions__done_on__isnull=True)
        return self.annotate(
            resolution_count=Count("resolutions"), open_count=Count("resolutions", filter=unfinished)
        )


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
    observers = models.TextField("列席人员", blank=True)
    agenda = models.TextField("议题", blank=True)
    discussion = models.TextField("发言要点", blank=True)
    leftover = models.TextField("遗留问题", blank=True)
    minutes = models.TextField("会议纪要", blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-held_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:meeting-detail", self.pk)

    @property
    def is_over(self):
        return self.held_at < timezone.now()

    @property
    def minutes_state(self):
        return "已有纪要" if self.minutes else "缺纪要" if self.is_over else "未召开"

    @property
    def minutes_tone(self):
        return "good" if self.minutes else "warn" if self.is_over else "muted"


class ResolutionQuerySet(DutyQuerySet):
    community_path = "meeting__community"


@tracked
class Resolution(Duty):
    """议定事项 with a person and a date."""

    OWNER = "meeting"
    OPEN_WORD, DONE_WORD = "办理中", "已办结"

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会议", related_name="resolutions")
    title = models.CharField("议定事项", max_length=200)
    done_on = models.DateField("办结日期", null=True, blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta(Duty.Meta):
        verbose_name = verbose_name_plural = "议定事项"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="resolution_has_title"),
        ]
