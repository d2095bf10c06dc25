from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.schemes.models import Indicator, Scheme
from portal.access import Owned, ScopedQuerySet
from portal.audit.history import tracked
from portal.links import link


class AssessmentQuerySet(ScopedQuerySet):
    street_rows_for_staff = False


@tracked
class Assessment(Owned):
    """一个社区一年的考核: 自评 → 复评 → 审定; figures are frozen when the self-score is handed in."""

    class Status(models.TextChoices):
        SELF = "self", "自评中"
        REVIEW = "review", "复评中"
        REVIEWED = "reviewed", "待审定"
        FINAL = "final", "已审定"

    class Grade(models.TextChoices):
        EXCELLENT = "excellent", "优秀"
        GOOD = "good", "良好"
        PASS = "pass", "合格"
        FAIL = "fail", "不合格"

    scheme = models.ForeignKey(Scheme, models.PROTECT, verbose_name="考核办法", related_name="assessments")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.SELF)
    self_submitted_at = models.DateTimeField("自评提交时间", null=True, blank=True)
    measured_at = models.DateTimeField("数据快照时间", null=True, blank=True)
    compared_at = models.DateTimeField("数据复算时间", null=True, blank=True)
    reviewed_at = models.DateTimeField("复评完成时间", null=True, blank=True)
    finalised_at = models.DateTimeField("审定时间", null=True, blank=True)
    base = models.DecimalField("基础分", max_digits=6, decimal_places=2, null=True, blank=True)
    bonus = models.DecimalField("加分", max_digits=5, decimal_places=2, default=0)
    deduction = models.DecimalField("扣分", max_digits=5, decimal_places=2, default=0)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2, null=True, blank=True)
    grade = models.CharField("等次", max_length=10, choices=Grade.choices, blank=True)
    rank = models.PositiveSmallIntegerField("名次", null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社区考核"
        ordering = ["-scheme__year", "rank", "community__position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "community"], name="assessment_once"),
            models.CheckConstraint(condition=Q(community__isnull=False), name="assessment_has_community"),
            models.CheckConstraint(
                condition=~Q(status="final")
                | Q(total__isnull=False, finalised_at__isnull=False) & ~Q(grade=""),
                name="assessment_final_is_complete",
            ),
        ]

    def __str__(self):
        return f"{self.community} {self.scheme.year}年考核"

    def get_absolute_url(self):
        return link("assessments:assessment-detail", self.pk)

    @property
    def status_tone(self):
        return {"final": "good", "self": "warn"}.get(self.status, "info")

    @property
    def grade_tone(self):
        return {"excellent": "good", "good": "info", "pass": "muted", "fail": "bad"}.get(self.grade, "")

    @property
    def is_over_quota(self):
        """Reached 优秀 by points; 良好 because the seats of the quota had gone by rank."""
        return self.grade == self.Grade.GOOD and self.total >= self.scheme.excellent_from


class OfAssessmentQuerySet(ScopedQuerySet):
    community_path = "assessment__community"
    street_rows_for_staff = False


@tracked
class Score(models.Model):
    """One indicator of one assessment: what the portal measured, what the community says, what was decided."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name="考核", related_name="scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="指标", related_name="scores")
    # [{metric, label, unit, value, also_*, points, now, also_now}], written by services/measuring.py
    readings = models.JSONField("实测数据", default=list, blank=True)
    measured = models.DecimalField("系统计分", max_digits=5, decimal_places=2, null=True, blank=True)
    recomputed = models.DecimalField("复算分", max_digits=5, decimal_places=2, null=True, blank=True)
    self_points = models.DecimalField(
        "自评分",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    self_reason = models.TextField("自评说明", blank=True)
    review_points = models.DecimalField(
        "复评分",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    review_reason = models.TextField("复评理由", blank=True)
    reviewed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name="复评人", null=True, blank=True, related_name="+"
    )
    not_applicable = models.BooleanField("不适用", default=False)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "得分"
        ordering = ["indicator__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "indicator"], name="score_once")]

    def __str__(self):
        return f"{self.assessment} {self.indicator.code}"

    def get_absolute_url(self):
        return link("assessments:score-detail", self.pk)

    @property
    def points(self):
        """The mark that counts: the review's, else the measured one, else the community's own."""
        for value in (self.review_points, self.measured, self.self_points):
            if value is not None:
                return value
        return None

    @property
    def gap(self):
        """Review minus self-score; None while either is open."""
        if self.self_points is None or self.points is None:
            return None
        return self.points - self.self_points

    @property
    def is_gap_wide(self):
        """More than a tenth of the weight between self-score and review."""
        return self.gap is not None and abs(self.gap) * 10 > self.indicator.weight

    @property
    def drift(self):
        """What the frozen mark would change by if it were measured with the figures of today."""
        if self.recomputed is None or self.measured is None or self.recomputed == self.measured:
            return None
        return self.recomputed - self.measured


@tracked
class Adjustment(models.Model):
    """加分、扣分、一票否决, each with its ground and document."""

    class Kind(models.TextChoices):
        BONUS = "bonus", "加分"
        DEDUCTION = "deduction", "扣分"
        VETO = "veto", "一票否决"

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, verbose_name="考核", related_name="adjustments"
    )
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    title = models.CharField("事由", max_length=100)
    points = models.DecimalField(
        "分值", max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(Decimal(0))]
    )
    evidence = models.CharField("依据", max_length=200, help_text="文件名称、文号或核查记录。")
    by = models.ForeignKey("portal.User", models.PROTECT, verbose_name="登记人", related_name="+")
    at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "加减分与否决"
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="veto") | Q(points__gt=0),
                name="adjustment_has_points",
                violation_error_message="加分或扣分请填写大于零的分值。",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.title}"

    def get_absolute_url(self):
        return link("assessments:assessment-detail", self.assessment_id)


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
        return link("assessments:assessment-detail", self.assessment_id)
