"""放假调休: what the office enters where the library does not know the year, or the street differs from it."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from portal.audit.history import tracked
from portal.links import link

ALL_STREETS = Value(0)  # the key that a row without a street is compared by
INCLUSIVE = Value("[]")
LONGEST = timedelta(days=31)  # a longer one is a slip of the year


class HolidayQuerySet(models.QuerySet):
    """The rows of a street and, without a street, those of the whole deployment (全部街道)."""

    def visible_to(self, user):
        """What counts in the keeper's street; everything to an administrator who belongs to none."""
        if not self._is_keeper(user):
            return self.none()
        return self.that_count_in(user.street_id) if user.street_id else self.all()

    def editable_by(self, user):
        """The officer and the administrator keep their street's own rows; the rows of all streets are
        kept by an administrator who belongs to none."""
        if not self._is_keeper(user):
            return self.none()
        return self.filter(street=user.street_id) if user.street_id else self.all()

    def that_count_in(self, street_id):
        return self.filter(Q(street=street_id) | Q(street__isnull=True))

    def for_year(self, year):
        """Rows with a day in the year."""
        return self.filter(first__year__lte=year, last__year__gte=year)

    @staticmethod
    def _is_keeper(user):
        return user.is_authenticated and (user.is_officer or user.is_administrator)


@tracked
class Holiday(models.Model):
    """Days off (放假), or a weekend that is worked instead (调休上班), as one sentence of the notice says it."""

    class Kind(models.TextChoices):
        OFF = "off", "放假"
        WORK = "work", "上班"

    street = models.ForeignKey(
        "portal.Street",
        models.PROTECT,
        verbose_name="街道",
        null=True,
        blank=True,
        related_name="+",
        help_text="不选就对全部街道有效；街道自己另有安排的，以街道的为准。",
    )
    name = models.CharField("名称", max_length=20)
    kind = models.CharField("安排", max_length=4, choices=Kind.choices, default=Kind.OFF)
    first = models.DateField("首日")
    last = models.DateField("末日")

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "放假安排"
        ordering = ["-first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="holiday_ends_after_start",
                violation_error_message="末日不能早于首日。",
            ),
            models.CheckConstraint(
                condition=Q(last__lt=F("first") + LONGEST),
                name="holiday_at_most_a_month",
                violation_error_message="一次安排最多 31 天，请核对首日和末日的年份。",
            ),
            ExclusionConstraint(
                name="holiday_one_arrangement_per_day",
                expressions=[
                    (
                        Func(
                            Coalesce("street", ALL_STREETS),
                            Coalesce("street", ALL_STREETS),
                            INCLUSIVE,
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func("first", "last", INCLUSIVE, function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="这几天里已有别的安排，请先修改或删除原来的那一条。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.get_kind_display()}）"

    def get_absolute_url(self):
        return link("holiday-detail", self.pk)

    @property
    def is_off(self):
        return self.kind == self.Kind.OFF

    @property
    def length(self):
        """Days, both ends included."""
        return (self.last - self.first).days + 1
