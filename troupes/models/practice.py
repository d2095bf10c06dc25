from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from portal.access import Owned, ScopedQuerySet
from portal.audit import tracked
from troupes.models.groups import Troupe, counted
from troupes.models.people import Person


class OfTroupeQuerySet(ScopedQuerySet):
    """Rows below a troupe; the captain keeps them."""

    community_path = "troupe__community"
    captain_path = "troupe__captain"
    captain_edits = True


class RehearsalQuerySet(OfTroupeQuerySet):
    def for_year(self, year):
        return self.filter(date__year=year)

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
        return reverse("troupes:rehearsal-detail", args=[self.pk])

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


@tracked
class Programme(models.Model):
    """节目: a piece of a troupe's repertoire."""

    troupe = models.ForeignKey(Troupe, models.PROTECT, verbose_name="团队", related_name="programmes")
    title = models.CharField("节目名称", max_length=60)
    genre = models.CharField("形式", max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "时长（分钟）", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    performers = models.PositiveSmallIntegerField("演员人数", null=True, blank=True)
    is_original = models.BooleanField("原创", default=False)
    is_ready = models.BooleanField("可随时演出", default=False)

    objects = OfTroupeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节目"
        ordering = ["troupe", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["troupe", "title"],
                name="programme_title_once",
                violation_error_message="这个团队已有同名节目。",
            )
        ]

    def __str__(self):
        return f"《{self.title}》"

    def get_absolute_url(self):
        return reverse("troupes:troupe-detail", args=[self.troupe_id])


class AwardQuerySet(ScopedQuerySet):
    captain_path = "troupe__captain"

    def for_year(self, year):
        return self.filter(awarded_on__year=year)


@tracked
class Award(Owned):
    """获奖: of a troupe, or of a community when `troupe` is empty."""

    class Level(models.TextChoices):
        STREET = "street", "街道级"
        DISTRICT = "district", "区级"
        CITY = "city", "市级"
        PROVINCE = "province", "省级"
        NATION = "nation", "国家级"

    troupe = models.ForeignKey(
        Troupe, models.PROTECT, verbose_name="团队", null=True, blank=True, related_name="awards"
    )
    contest = models.CharField("赛事或表彰", max_length=80)
    title = models.CharField("奖项", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    issuer = models.CharField("颁发单位", max_length=60, blank=True)
    awarded_on = models.DateField("获奖日期")

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "获奖"
        ordering = ["-awarded_on", "-pk"]

    def __str__(self):
        return f"{self.contest} {self.title}"

    def get_absolute_url(self):
        return reverse("troupes:award-detail", args=[self.pk])

    def save(self, *args, **kwargs):
        if self.troupe_id:
            self.community_id, self.street_id = self.troupe.community_id, self.troupe.street_id
        super().save(*args, **kwargs)
