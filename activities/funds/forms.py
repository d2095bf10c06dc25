from django import forms
from django.utils import timezone

from activities.event_states import EventStatus
from activities.funds.models import Expense, FundLine
from portal.forms.base import PortalForm, refuse_future
from portal.forms.units import UnitForm, UnitYearFilter, kind_field


class FundLineForm(UnitForm):
    scoped = ("project",)

    class Meta:
        model = FundLine
        fields = [
            "community",
            "year",
            "channel",
            "source",
            "document_number",
            "project",
            "budget",
            "received",
            "note",
        ]
        help_texts = {
            "document_number": "拨款文件或决议的文号，例如 龙街办〔2026〕12号；自筹可不填。",
            "received": "已经到账的金额，分批到账时改成累计数。",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        years = {timezone.localdate().year, timezone.localdate().year + 1, self.instance.year}
        self.fields["project"].queryset = self.fields["project"].queryset.filter(year__in=years - {None})

    def clean(self):
        cleaned = super().clean()
        project, year = cleaned.get("project"), cleaned.get("year")
        if project and year and project.year != year:
            self.add_error("project", f"“{project.title}”是{project.year}年的项目，与经费年度{year}年不符。")
        return cleaned


class FundLineFilter(UnitYearFilter):
    opens_on_own = True
    search_fields = ("source", "document_number", "note")
    channel = kind_field(FundLine.Channel, "渠道")


class ExpenseForm(PortalForm):
    scoped = ("event",)

    class Meta:
        model = Expense
        fields = ["spent_on", "purpose", "amount", "voucher_number", "event", "handler", "approver"]
        help_texts = {"voucher_number": "暂时没有可先空着，系统标为“待补凭证”。"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        line, field = self.instance.line, self.fields["event"]
        events = field.queryset.filter(community=line.community_id, starts_at__year=line.year)
        field.queryset = events.exclude(status=EventStatus.DRAFT).order_by("-starts_at")
        field.label_from_instance = lambda event: f"{timezone.localtime(event.starts_at):%m-%d} {event}"

    def clean_spent_on(self):
        spent_on, line = refuse_future(self.cleaned_data["spent_on"], "支出日期"), self.instance.line
        if spent_on.year != line.year:
            raise forms.ValidationError(f"这笔经费属于{line.year}年，支出日期也应在{line.year}年内。")
        return spent_on


class ExpenseFilter(UnitYearFilter):
    opens_on_own = True
    year_path = "spent_on__year"
    search_fields = ("purpose", "voucher_number", "handler", "line__source")
    channel = kind_field(FundLine.Channel, "渠道")
    voucher = forms.ChoiceField(
        label="凭证", required=False, choices=[("", "全部"), ("missing", "待补凭证"), ("present", "凭证齐全")]
    )

    def filter_channel(self, queryset, value):
        return queryset.filter(line__channel=value)

    def filter_voucher(self, queryset, value):
        missing = queryset.without_voucher()
        return missing if value == "missing" else queryset.exclude(voucher_number="")
