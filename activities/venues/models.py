from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.access import Owned, ScopedQuerySet
from portal.audit.history import tracked
from portal.days import time_span
from portal.links import link
from troupes.models import Troupe


class VenueQuerySet(ScopedQuerySet):
    def shared_on(self, day):
        """Venues of local units whose sharing agreement is in force on `day` (考核 B3)."""
        return self.filter(kind=Venue.Kind.SHARED, agreed_from__lte=day).filter(
            Q(agreed_until__isnull=True) | Q(agreed_until__gte=day)
        )

    def shared_until_before(self, day):
        """Venues of local units whose sharing agreement ended before `day`."""
        return self.filter(kind=Venue.Kind.SHARED, agreed_until__lt=day)


@tracked
class Venue(Owned):
    """场地: the community's own rooms, and those that local units share with residents."""

    class Kind(models.TextChoices):
        ROOM = "room", "文体活动室"
        SQUARE = "square", "文体广场"
        SHARED = "shared", "辖区单位共享"

    class Agreement(models.TextChoices):
        NOT_NEEDED = "not_needed", "自有"
        TO_COME = "to_come", "协议未生效"
        IN_FORCE = "in_force", "协议有效"
        ENDED = "ended", "协议已到期"

    AGREEMENT_TONES = {
        Agreement.NOT_NEEDED: "muted",
        Agreement.TO_COME: "info",
        Agreement.IN_FORCE: "good",
        Agreement.ENDED: "bad",
    }

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    unit = models.CharField("所属单位", max_length=60, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    area = models.DecimalField("面积（平方米）", max_digits=8, decimal_places=1, null=True, blank=True)
    capacity = models.PositiveIntegerField("核定人数", null=True, blank=True)
    opening = models.CharField("开放时段", max_length=120, blank=True)
    terms = models.CharField("收费与条件", max_length=120, blank=True)
    keeper = models.CharField("管理人", max_length=40, blank=True)
    agreed_from = models.DateField("共享协议起", null=True, blank=True)
    agreed_until = models.DateField("共享协议止", null=True, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "场地"
        ordering = ["community__position", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="shared") | Q(agreed_from__isnull=False),
                name="venue_shared_has_agreement",
                violation_error_message="共享场地请填写协议起始日期。",
            ),
            models.CheckConstraint(
                condition=Q(agreed_from__isnull=True)
                | Q(agreed_until__isnull=True)
                | Q(agreed_until__gte=F("agreed_from")),
                name="venue_agreement_in_order",
                violation_error_message="协议结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return link("activities:venue-detail", self.pk)

    def is_agreed_on(self, day):
        """Own rooms are always free to book; shared ones while their agreement is in force."""
        if self.kind != self.Kind.SHARED:
            return True
        return self.agreed_from <= day and (self.agreed_until is None or day <= self.agreed_until)

    @property
    def agreement(self):
        """How the sharing agreement stands today."""
        if self.kind != self.Kind.SHARED:
            return self.Agreement.NOT_NEEDED
        today = timezone.localdate()
        if self.agreed_from > today:
            return self.Agreement.TO_COME
        return self.Agreement.IN_FORCE if self.is_agreed_on(today) else self.Agreement.ENDED

    @property
    def agreement_state(self):
        return self.agreement.label

    @property
    def agreement_tone(self):
        return self.AGREEMENT_TONES[self.agreement]


class BookingQuerySet(ScopedQuerySet):
    community_path = "venue__community"

    def upcoming(self):
        return self.filter(ends_at__gte=timezone.now())

    def overlapping(self, *, venue, starts_at, ends_at):
        """Bookings of `venue` that share a moment with starts_at–ends_at; touching ends do not."""
        return self.filter(venue=venue, starts_at__lt=ends_at, ends_at__gt=starts_at)


@tracked
class Booking(models.Model):
    """场地使用登记; two bookings of one venue never overlap (an overlap is refused by the form)."""

    venue = models.ForeignKey(Venue, models.CASCADE, verbose_name="场地", related_name="bookings")
    troupe = models.ForeignKey(
        Troupe, models.SET_NULL, verbose_name="使用团队", null=True, blank=True, related_name="bookings"
    )
    event = models.ForeignKey(
        "activities.Event",
        models.SET_NULL,
        verbose_name="关联活动",
        null=True,
        blank=True,
        related_name="bookings",
    )
    purpose = models.CharField("用途", max_length=80)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "场地使用"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="booking_times_in_order",
                violation_error_message="结束时间应晚于开始时间。",
            )
        ]

    def __str__(self):
        return f"{self.venue} {self.purpose}"

    def get_absolute_url(self):
        return link("activities:venue-detail", self.venue_id)

    @property
    def when(self):
        return time_span(self.starts_at, self.ends_at)

    @property
    def is_over(self):
        return self.ends_at < timezone.now()

    def find_overlap(self):
        """The earliest other booking of the same venue in the same time, or None."""
        others = self.venue.bookings.exclude(pk=self.pk).select_related("troupe").order_by("starts_at")
        return others.overlapping(venue=self.venue_id, starts_at=self.starts_at, ends_at=self.ends_at).first()
