from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from portal.access import Owned, ScopedQuerySet, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


class SchemeQuerySet(YearQuerySet):
    def _readable_by_staff(self, user):
        """Communities read a scheme once it is published; drafts are the office's own."""
        return super()._readable_by_staff(user) & Q(status=Scheme.Status.IN_FORCE)


@tracked
class Scheme(Owned):
    """考核办法 of a year: 100 points of indicators, caps of bonus and deduction, thresholds of the grades.

    Draft while it is edited; in force (frozen) once published: the indicators must then add up to 100.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "拟订中"
        IN_FORCE = "in_force", "已发布"

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=80)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    bonus_cap = models.DecimalField("加分上限", max_digits=5, decimal_places=2, default=Decimal(10))
    deduction_cap = models.DecimalField("扣分上限", max_digits=5, decimal_places=2, default=Decimal(10))
    excellent_from = models.DecimalField("优秀线", max_digits=5, decimal_places=2, default=Decimal(90))
    good_from = models.DecimalField("良好线", max_digits=5, decimal_places=2, default=Decimal(80))
    pass_from = models.DecimalField("合格线", max_digits=5, decimal_places=2, default=Decimal(60))
    excellent_quota = models.PositiveSmallIntegerField(
        "优秀名额（%）", default=30, help_text="优秀等次不超过参评社区的百分之几。"
    )
    self_due_on = models.DateField("自评截止", null=True, blank=True)
    review_due_on = models.DateField("复评截止", null=True, blank=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核办法"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year"],
                name="scheme_once_a_year",
                violation_error_message="该年度已有考核办法。",
            ),
            models.CheckConstraint(
                condition=Q(excellent_from__gt=models.F("good_from"), good_from__gt=models.F("pass_from")),
                name="scheme_thresholds_in_order",
                violation_error_message="优秀线应高于良好线，良好线应高于合格线。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("assessments:scheme-detail", self.pk)

    @property
    def ranking_url(self):
        return link("assessments:scheme-ranking", self.pk)

    @property
    def status_tone(self):
        return "good" if self.status == self.Status.IN_FORCE else "muted"

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT


class IndicatorQuerySet(ScopedQuerySet):
    community_path = "scheme__community"


@tracked
class Indicator(models.Model):
    """指标. Measured ones carry a formula: parts [{metric, rule, points, …}] whose points sum to the weight
    (rules in assessments/scoring.py); hand-scored ones at most a reading shown beside the hand mark."""

    class Kind(models.TextChoices):
        MEASURED = "measured", "数"
        HAND = "hand", "评"

    scheme = models.ForeignKey(Scheme, models.CASCADE, verbose_name="考核办法", related_name="indicators")
    section = models.CharField("类别", max_length=40)
    code = models.CharField("编号", max_length=6)
    title = models.CharField("指标", max_length=60)
    kind = models.CharField("型", max_length=10, choices=Kind.choices)
    weight = models.DecimalField(
        "分值", max_digits=5, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    standard = models.TextField("评分标准")
    formula = models.JSONField("计算公式", default=list, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="indicator_code_once",
                violation_error_message="编号已被使用。",
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicator_weight_positive"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return f"{link('assessments:scheme-detail', self.scheme_id)}#{self.code}"

    @property
    def is_hand(self):
        return self.kind == self.Kind.HAND
