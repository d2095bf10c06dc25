from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from portal.access import Owned, ScopedQuerySet, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


@tracked
class Plan(Owned):
    """年度计划: one of the street and one of each community a year; draft → submitted → approved or returned."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "已报审"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "已批准"

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("标题", max_length=80)
    aims = models.TextField("指导思想与目标")
    measures = models.TextField("主要任务与措施", blank=True)
    safeguards = models.TextField("保障措施", blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    submitted_at = models.DateTimeField("报审时间", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="沿用自", null=True, blank=True, related_name="copies"
    )

    objects = YearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度计划"
        ordering = ["-year", "community__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "community", "year"],
                nulls_distinct=False,
                name="plan_once_a_year",
                violation_error_message="该单位这一年度的计划已经存在。",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(approved_at__isnull=False), name="plan_approved_has_time"
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(submitted_at__isnull=False), name="plan_submitted_has_time"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:plan-detail", self.pk)

    @classmethod
    def over(cls, row):
        """The plan under which a row stands follows from the row's owner and year; None where there is none."""
        street = row.community.street_id if row.community_id else row.street_id
        return cls.objects.for_year(row.year).filter(street=street, community=row.community_id).first()

    @property
    def is_editable(self):
        return self.status in (self.Status.DRAFT, self.Status.RETURNED)

    @property
    def status_tone(self):
        return {"approved": "good", "submitted": "info", "returned": "warn"}.get(self.status, "muted")


class OfPlanQuerySet(ScopedQuerySet):
    community_path = "plan__community"


@tracked
class PlanRound(models.Model):
    """One round of approval: what was submitted (a snapshot) and what was decided. All rounds are kept."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "批准"
        RETURNED = "returned", "退回"
        WITHDRAWN = "withdrawn", "撤回"

    plan = models.ForeignKey(Plan, models.CASCADE, verbose_name="计划", related_name="rounds")
    number = models.PositiveSmallIntegerField("轮次")
    snapshot = models.JSONField("报审文本")  # {section label: text}, in reading order
    submitted_by = models.ForeignKey("portal.User", models.PROTECT, verbose_name="报审人", related_name="+")
    submitted_at = models.DateTimeField("报审时间", auto_now_add=True)
    decision = models.CharField("决定", max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name="审批人", null=True, related_name="+"
    )
    decided_at = models.DateTimeField("审批时间", null=True)
    reason = models.TextField("意见", blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审批轮次"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planround_number_once"),
            models.CheckConstraint(
                condition=~Q(decision="returned") | ~Q(reason=""),
                name="planround_return_has_reason",
                violation_error_message="退回时请写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.plan} 第{self.number}轮"

    def get_absolute_url(self):
        return link("activities:plan-detail", self.plan_id)


class TargetQuerySet(OfPlanQuerySet):
    pass


@tracked
class Target(models.Model):
    """个十百千万: one yearly target of a plan. Its progress is a metric, never typed in."""

    class Kind(models.TextChoices):
        THEME = "theme", "个：文化主题"
        EVENTS = "events", "十：文化活动"
        CORRIDOR = "corridor", "百：文化长廊"
        EDITIONS = "editions", "千：黑板报"
        PARTICIPANTS = "participants", "万：参与群众"

    class Scope(models.TextChoices):
        COMMUNITY = "community", "每个社区"
        STREET = "street", "全街道"

    UNITS = {"theme": "个", "events": "次", "corridor": "米", "editions": "版", "participants": "人次"}

    plan = models.ForeignKey(Plan, models.CASCADE, verbose_name="计划", related_name="targets")
    kind = models.CharField("指标", max_length=20, choices=Kind.choices)
    scope = models.CharField("口径", max_length=10, choices=Scope.choices, default=Scope.COMMUNITY)
    value = models.DecimalField(
        "目标值", max_digits=10, decimal_places=0, validators=[MinValueValidator(Decimal(1))]
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个十百千万指标"
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                name="target_kind_once",
                violation_error_message="这项指标已经列入计划。",
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="target_positive"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}{self.unit}"

    def get_absolute_url(self):
        return link("activities:plan-detail", self.plan_id)

    @property
    def unit(self):
        return self.UNITS[self.kind]
