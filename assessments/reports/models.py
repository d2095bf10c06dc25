from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


class PeriodReportQuerySet(YearQuerySet):
    street_rows_for_staff = False

    def on_time(self):
        return self.filter(submitted_at__date__lte=F("due_on"))

    def late(self):
        return self.filter(submitted_at__date__gt=F("due_on"))

    def missing(self, today):
        """Overdue on the morning of `today`: the due day has passed and nothing was handed in."""
        return self.filter(submitted_at__isnull=True, due_on__lt=today)

    def owed(self):
        return self.filter(submitted_at__isnull=True)


@tracked
class PeriodReport(Owned):
    """月报、季报、半年小结、年终总结 that a community owes by a date (考核 A4)."""

    class Kind(models.TextChoices):
        MONTH = "month", "月报"
        QUARTER = "quarter", "季报"
        HALF = "half", "半年小结"
        YEAR = "year", "年终总结"

    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField("期次", help_text="第几月、第几季、上下半年，年终为 1。")
    title = models.CharField("标题", max_length=80)
    due_on = models.DateField("报送期限")
    body = models.TextField("正文", blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name="报送人", null=True, blank=True, related_name="+"
    )

    objects = PeriodReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作报送"
        ordering = ["-due_on", "community__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "year", "kind", "number"],
                nulls_distinct=False,
                name="periodreport_once",
                violation_error_message="这一期已经布置过。",
            ),
            models.CheckConstraint(condition=Q(community__isnull=False), name="periodreport_has_community"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(body=""), name="periodreport_sent_has_body"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("assessments:periodreport-detail", self.pk)

    @property
    def state(self):
        if self.submitted_at:
            return "按时" if timezone.localdate(self.submitted_at) <= self.due_on else "迟报"
        return "已逾期" if self.due_on < timezone.localdate() else "待报送"

    @property
    def status_tone(self):
        return {"按时": "good", "迟报": "warn", "已逾期": "bad"}.get(self.state, "info")
