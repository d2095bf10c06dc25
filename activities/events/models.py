from datetime import timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from activities.event_states import AHEAD, EventStatus, is_counted, took_place
from activities.plans.models import Plan
from activities.projects.models import Project, Theme
from portal.access import Owned, ScopedQuerySet, YearQuerySet
from portal.audit.history import tracked
from portal.duties.models import Duty, DutyQuerySet
from portal.links import link
from troupes.models import Programme, Troupe


class EventQuerySet(YearQuerySet):
    year_path = "starts_at__year"

    def _of_captain(self, user):
        """Captains read the street's own events, those where one of their troupes appears and those
        of which a task is in their hands."""
        appearing = Appearance.objects.filter(troupe__captain=user.pk).values("event")
        working = Task.objects.in_hands_of(user).values("event")
        published = ~Q(status=Event.Status.DRAFT)
        street_own = Q(street=user.street_id, community__isnull=True)
        return self.filter(Q(pk__in=appearing) | Q(pk__in=working) | (street_own & published))

    def held(self):
        """Events that took place, closed or not."""
        return self.filter(took_place())

    def closed(self):
        return self.filter(status=Event.Status.CLOSED)

    def counted(self):
        """Events of the year's plan: everything but drafts and cancelled ones."""
        return self.filter(is_counted())

    def counted_or_draft(self):
        """What a plan proposes: everything but cancelled ones."""
        return self.exclude(status=Event.Status.CANCELLED)

    def until(self, day):
        """Events that had begun by the end of `day` (a date, inclusive)."""
        return self.filter(starts_at__date__lte=day)

    def between(self, first, last):
        """Events that touch the days first..last (dates, inclusive)."""
        return self.filter(starts_at__date__lte=last, ends_at__date__gte=first)

    def overdue(self):
        """Planned or put off, but their day has passed and nobody said whether they were held."""
        return self.ahead().filter(ends_at__lt=timezone.now())

    def ahead(self):
        """Published and still to be held."""
        return self.filter(status__in=AHEAD)

    def clashing_with(self, event):
        """Other live events at the same time with the same venue or the same responsible person."""
        same = Q(venue=event.venue_id) if event.venue_id else Q()
        same |= Q(responsible=event.responsible_id) if event.responsible_id else Q()
        if not same:
            return self.none()
        overlapping = Q(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at)
        return self.filter(same, overlapping).exclude(pk=event.pk).exclude(status=Event.Status.CANCELLED)


@tracked
class Event(Owned):
    """活动: entered once; becomes its archive, the progress table, the score and the yearbook page.

    draft → planned (published) → held → closed (办结); cancelled or postponed with a reason.
    人次 (attendances) and 人 (distinct people) are different columns and never added together.
    """

    Status = EventStatus

    plan = models.ForeignKey(
        Plan, models.SET_NULL, verbose_name="所属计划", null=True, blank=True, related_name="events"
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, verbose_name="所属项目", null=True, blank=True, related_name="events"
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, verbose_name="主题", null=True, blank=True, related_name="events"
    )
    title = models.CharField("名称", max_length=80)
    starts_at = models.DateTimeField("开始时间", db_index=True)
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("地点", max_length=80)
    venue = models.ForeignKey(
        "activities.Venue", models.SET_NULL, verbose_name="场地", null=True, blank=True, related_name="events"
    )
    responsible = models.ForeignKey(
        "portal.User", models.SET_NULL, verbose_name="责任人", null=True, blank=True, related_name="events"
    )
    purpose = models.TextField("活动计划", blank=True, help_text="为什么办、办什么、面向谁。归入档案“计划”。")
    arrangement = models.TextField(
        "活动安排", blank=True, help_text="流程、分工、安全和应急安排。归入档案“安排”。"
    )
    expected_people = models.PositiveIntegerField("预计人数", null=True, blank=True)
    permit_number = models.CharField(
        "安全许可文号", max_length=60, blank=True, help_text="预计人数达到许可标准时，发布前必填。"
    )
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    reason = models.CharField("取消或延期原因", max_length=200, blank=True)
    attendances = models.PositiveIntegerField("参与人次", null=True, blank=True)
    people = models.PositiveIntegerField(
        "参与人数", null=True, blank=True, help_text="去重后的人数，可不填。"
    )
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    held_at = models.DateTimeField("登记举办时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    is_unplanned = models.BooleanField(
        "计划外", default=False, editable=False, help_text="计划批准以后才增加的活动。"
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="沿用自", null=True, blank=True, related_name="copies"
    )
    troupes = models.ManyToManyField(
        Troupe, verbose_name="参演团队", through="activities.Appearance", related_name="events"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["street", "starts_at"], name="event_street_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="event_times_in_order",
                violation_error_message="结束时间不能早于开始时间。",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["cancelled", "postponed"]) | ~Q(reason=""),
                name="event_stop_has_reason",
                violation_error_message="取消或延期请写明原因。",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["held", "closed"]) | Q(attendances__isnull=False),
                name="event_held_has_attendances",
                violation_error_message="登记举办时请填写参与人次。",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False), name="event_closed_has_time"
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True)
                | Q(attendances__isnull=True)
                | Q(people__lte=F("attendances")),
                name="event_people_not_above_times",
                violation_error_message="参与人数不能多于参与人次。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:event-detail", self.pk)

    @property
    def status_tone(self):
        tones = {"planned": "info", "held": "warn", "closed": "good", "cancelled": "bad", "postponed": "warn"}
        return tones.get(self.status, "muted")

    @property
    def is_ahead(self):
        """Published and still to be held."""
        return self.status in AHEAD

    @property
    def is_over(self):
        return self.ends_at < timezone.now()

    @property
    def year(self):
        return timezone.localtime(self.starts_at).year

    @property
    def when(self):
        """The time in words: 2026-03-20 09:00–11:30, or first day – last day."""
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        if start.date() == end.date():
            return f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
        return f"{start:%Y-%m-%d} 至 {end:%Y-%m-%d}"

    def dossier_due_on(self, days):
        """The day by which the 五有 dossier is expected."""
        return timezone.localdate(self.ends_at) + timedelta(days=days)


class OfEventQuerySet(ScopedQuerySet):
    community_path = "event__community"


class TaskQuerySet(DutyQuerySet):
    community_path = "event__community"
    captain_path = "responsible"

    def visible_to(self, user):
        """Beside the tasks of the own events, every task that is in this person's hands."""
        if not user.is_authenticated or not user.street_id:
            return self.none()
        if user.role == user.Role.STAFF:
            return self.filter(self._readable_by_staff(user) | Q(responsible=user.pk))
        return super().visible_to(user)


@tracked
class Task(Duty):
    """责任到人: one piece of an event's work in one person's hands."""

    OWNER = "event"

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="活动", related_name="tasks")
    title = models.CharField("任务", max_length=80)
    responsible = models.ForeignKey(
        "portal.User", models.SET_NULL, verbose_name="承办人", null=True, blank=True, related_name="tasks"
    )

    objects = TaskQuerySet.as_manager()

    class Meta(Duty.Meta):
        verbose_name = verbose_name_plural = "任务"

    @property
    def assignment(self):
        return f"《{self.event.title}》的{self.named}由您承办，期限 {self.due_on:%Y-%m-%d}"


class AppearanceQuerySet(OfEventQuerySet):
    captain_path = "troupe__captain"


@tracked
class Appearance(models.Model):
    """A troupe at an event, with the piece it performs."""

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="活动", related_name="appearances")
    troupe = models.ForeignKey(Troupe, models.PROTECT, verbose_name="团队", related_name="appearances")
    programme = models.ForeignKey(
        Programme, models.SET_NULL, verbose_name="节目", null=True, blank=True, related_name="appearances"
    )
    position = models.PositiveSmallIntegerField("出场顺序", default=1, validators=[MinValueValidator(1)])
    performers = models.PositiveSmallIntegerField("上场人数", null=True, blank=True)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参演"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "troupe", "programme"],
                nulls_distinct=False,
                name="appearance_once",
                violation_error_message="这个团队已在参演名单中。",
            )
        ]

    def __str__(self):
        return f"{self.troupe} {self.programme or ''}".strip()

    def get_absolute_url(self):
        return link("activities:event-detail", self.event_id)


@tracked
class Participation(Owned):
    """参加街道活动: how one community took part in an event of the street (考核 D4)."""

    class State(models.TextChoices):
        INVITED = "invited", "待反馈"
        PRESENT = "present", "参加"
        EXCUSED = "excused", "请假"
        ABSENT = "absent", "缺席"

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="活动", related_name="participations")
    state = models.CharField("参加情况", max_length=10, choices=State.choices, default=State.INVITED)
    people = models.PositiveIntegerField("组织人数", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "社区参加情况"
        ordering = ["event", "community__position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "community"], name="participation_once"),
            models.CheckConstraint(condition=Q(community__isnull=False), name="participation_has_community"),
        ]

    def __str__(self):
        return f"{self.community} {self.get_state_display()}"

    @property
    def state_tone(self):
        return {"present": "good", "excused": "warn", "absent": "bad"}.get(self.state, "muted")

    def get_absolute_url(self):
        return link("activities:event-detail", self.event_id)
