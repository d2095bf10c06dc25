from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.access import ScopedQuerySet, YearQuerySet, counted
from portal.audit.history import tracked
from portal.links import link
from troupes.groups.models import OfTroupeQuerySet, Troupe
from troupes.people.models import Person


class RehearsalQuerySet(YearQuerySet, OfTroupeQuerySet):
    year_path = "date__year"

    def with_attendance(self):
        """Adds `called` and `present`: how many were called, how many came."""
        calls = RollCall.objects.filter(rehearsal=OuterRef("pk"))
        return self.annotate(
            called=counted(calls, "rehearsal"),
            present=counted(calls.filter(state=RollCall.State.PRESENT), "rehearsal"),
        )

    def without_call(self):
        """Nobody called the roll yet."""
        return self.filter(calls__isnull=True)

    def with_call(self):
        return self.filter(Exists(RollCall.objects.filter(rehearsal=OuterRef("pk"))))

    def until(self, day):
        """Dated up to and including `day`."""
        return self.filter(date__lte=day)


@tracked
class Rehearsal(models.Model):
    """One meeting of a troupe: rehearsal, training or its own activity (排练、训练、日常活动)."""

    class Kind(models.TextChoices):
        REHEARSAL = "rehearsal", "排练"
        TRAINING = "training", "培训"
        ACTIVITY = "activity", "日常活动"

    troupe = models.ForeignKey(Troupe, models.PROTECT, verbose_name="团队", related_name="rehearsals")
    date = models.DateField("日期", db_index=True)
    starts_at = models.TimeField("开始时间", null=True, blank=True)
    ends_at = models.TimeField("结束时间", null=True, blank=True)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices, default=Kind.REHEARSAL)
    place = models.CharField("地点", max_length=80, blank=True)
    content = models.CharField("内容", max_length=200, blank=True)

    objects = RehearsalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排练与活动"
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["troupe", "date", "starts_at"],
                nulls_distinct=False,
                name="rehearsal_once_per_time",
                violation_error_message="这个团队在同一时间已有一次排练或活动。",
            )
        ]

    def __str__(self):
        return f"{self.troupe} {self.date:%Y-%m-%d} {self.get_kind_display()}"

    def get_absolute_url(self):
        return link("troupes:rehearsal-detail", self.pk)

    @property
    def hours(self):
        """09:00–11:00, or empty."""
        return "–".join(f"{moment:%H:%M}" for moment in (self.starts_at, self.ends_at) if moment)

    @property
    def attendance(self):
        """18/20 出勤, or where the roll call stands; needs with_attendance()."""
        if self.called:
            return f"{self.present}/{self.called} 出勤"
        return "未点名" if self.date <= timezone.localdate() else "未到日期"

    @property
    def call_tone(self):
        """Needs with_attendance()."""
        if self.called:
            return "good"
        return "warn" if self.date <= timezone.localdate() else "muted"


class RollCallQuerySet(ScopedQuerySet):
    community_path = "rehearsal__troupe__community"
    captain_path = "rehearsal__troupe__captain"
    captain_edits = True


@tracked
class RollCall(models.Model):
    """点名: one person at one rehearsal."""

    class State(models.TextChoices):
        PRESENT = "present", "出勤"
        EXCUSED = "excused", "请假"
        ABSENT = "absent", "缺席"

    rehearsal = models.ForeignKey(Rehearsal, models.CASCADE, verbose_name="排练", related_name="calls")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人员", related_name="calls")
    state = models.CharField("出勤", max_length=10, choices=State.choices, default=State.PRESENT)

    objects = RollCallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "点名"
        constraints = [models.UniqueConstraint(fields=["rehearsal", "person"], name="rollcall_once")]

    def __str__(self):
        return f"{self.person} {self.get_state_display()}"
