from django.db import models
from django.db.models import Q

from assessments.marking.models import Assessment, OfAssessmentQuerySet
from portal.audit.history import tracked
from portal.links import link


class OutcomeQuerySet(OfAssessmentQuerySet):
    def open(self):
        """Rectifications that nobody has reported as done."""
        return self.filter(due_on__isnull=False, done_on__isnull=True)


@tracked
class Outcome(models.Model):
    """奖惩: what followed from the result."""

    class Kind(models.TextChoices):
        PRAISE = "praise", "通报表扬"
        AWARD = "award", "以奖代补"
        RECOMMEND = "recommend", "推荐市先进社区"
        TALK = "talk", "约谈"
        RECTIFY = "rectify", "限期整改"
        DISQUALIFY = "disqualify", "取消评优"

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name="考核", related_name="outcomes")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    content = models.CharField("内容", max_length=200)
    amount = models.DecimalField("奖励金额（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    decided_on = models.DateField("决定日期")
    due_on = models.DateField("整改期限", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "奖惩"
        ordering = ["-decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="rectify") | Q(due_on__isnull=False),
                name="outcome_rectify_has_date",
                violation_error_message="限期整改请填写整改期限。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="award") | Q(amount__isnull=False, amount__gt=0),
                name="outcome_award_has_amount",
                violation_error_message="以奖代补请填写大于零的奖励金额。",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.content}"

    def get_absolute_url(self):
        return link("assessments:assessment-detail", self.assessment_id)

    @property
    def is_open(self):
        """A rectification that nobody has reported as done."""
        return self.due_on is not None and self.done_on is None
