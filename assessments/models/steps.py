from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assessments.models.assessments import Assessment, OfAssessmentQuerySet
from portal.audit import tracked


@tracked
class Step(models.Model):
    """办理记录: who moved an assessment on or back, when, and why. Never changed, never deleted."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "提交自评"
        RETURNED = "returned", "退回自评"
        REVIEWED = "reviewed", "完成复评"
        REOPENED = "reopened", "重新复评"
        FINALISED = "finalised", "审定"
        UNLOCKED = "unlocked", "解除审定"

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name="考核", related_name="steps")
    kind = models.CharField("事项", max_length=10, choices=Kind.choices)
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey("portal.User", models.PROTECT, verbose_name="经办人", related_name="+")
    at = models.DateTimeField("时间", default=timezone.now)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核办理记录"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["returned", "reopened", "unlocked"]) | ~Q(note=""),
                name="step_back_has_reason",
                violation_error_message="请写明理由。",
            )
        ]

    def __str__(self):
        return f"{self.assessment} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("assessments:assessment-detail", args=[self.assessment_id])
