from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from activities.events.models import Event
from activities.projects.models import Project
from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


class FundLineQuerySet(YearQuerySet):
    def with_spent(self):
        """Adds `spent`: the sum of the line's expenses in yuan, 0 when there are none."""
        per_line = Expense.objects.filter(line=OuterRef("pk")).order_by().values("line")
        total = Subquery(per_line.annotate(total=Sum("amount")).values("total"))
        return self.annotate(spent=Coalesce(total, Decimal(0), output_field=models.DecimalField()))


@tracked
class FundLine(Owned):
    """经费来源: a management ledger beside the accounting system, not instead of it. Amounts in yuan."""

    class Channel(models.TextChoices):
        UPPER = "upper", "向上争取"
        STREET = "street", "街道出资"
        OWN = "own", "自筹"

    year = models.PositiveSmallIntegerField("年度")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    source = models.CharField("来源单位", max_length=80)
    document_number = models.CharField("文号", max_length=60, blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, verbose_name="用于项目", null=True, blank=True, related_name="fund_lines"
    )
    budget = models.DecimalField(
        "预算（元）", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0"))]
    )
    received = models.DecimalField(
        "到位（元）", max_digits=12, decimal_places=2, default=0, validators=[MinValueValidator(Decimal("0"))]
    )
    note = models.CharField("备注", max_length=200, blank=True)

    objects = FundLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "经费来源"
        ordering = ["-year", "channel", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(budget__gte=0, received__gte=0), name="fundline_not_negative"),
        ]

    def __str__(self):
        return f"{self.year}年 {self.get_channel_display()} {self.source}"

    def get_absolute_url(self):
        return link("activities:fundline-detail", self.pk)

    @property
    def used(self):
        """Spent so far; free on rows of `with_spent()`, one query elsewhere."""
        if not hasattr(self, "spent"):
            self.spent = self.expenses.aggregate(total=Sum("amount"))["total"] or Decimal(0)
        return self.spent

    @property
    def balance(self):
        """到位结余: negative when more was spent than was received."""
        return self.received - self.used

    @property
    def state(self):
        if self.balance < 0:
            return "超支"
        return "已到位" if self.received >= self.budget else "未到齐" if self.received else "未到位"

    @property
    def status_tone(self):
        return {"超支": "bad", "已到位": "good", "未到齐": "warn"}.get(self.state, "muted")


class ExpenseQuerySet(YearQuerySet):
    year_path = "spent_on__year"
    community_path = "line__community"

    def without_voucher(self):
        return self.filter(voucher_number="")


@tracked
class Expense(models.Model):
    """支出, with or without its voucher number yet (待补凭证); prizes in kind are expenses too."""

    VOUCHER_DAYS = 30  # days after spending by which the voucher number is expected

    line = models.ForeignKey(FundLine, models.PROTECT, verbose_name="经费来源", related_name="expenses")
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name="关联活动", null=True, blank=True, related_name="expenses"
    )
    spent_on = models.DateField("日期")
    purpose = models.CharField("用途", max_length=120)
    amount = models.DecimalField(
        "金额（元）", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    voucher_number = models.CharField("凭证号", max_length=40, blank=True)
    handler = models.CharField("经办人", max_length=40, blank=True)
    approver = models.CharField("审批人", max_length=40, blank=True)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "支出"
        ordering = ["-spent_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="expense_positive")]

    def __str__(self):
        return f"{self.purpose} {self.amount}元"

    def get_absolute_url(self):
        return link("activities:fundline-detail", self.line_id)

    @property
    def voucher_state(self):
        return self.voucher_number or "待补凭证"

    @property
    def voucher_tone(self):
        return "" if self.voucher_number else "warn"
