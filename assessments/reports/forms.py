"""Forms of 工作报送: the year's schedule, the text, the due day."""

from datetime import date

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from assessments.reports.models import PeriodReport
from assessments.reports.services import plan_reports
from portal.forms.base import CommunityFilter, DateInput, PortalForm
from portal.forms.years import year_choices

STATES = [("on_time", "按时"), ("late", "迟报"), ("missing", "已逾期"), ("open", "待报送")]


class ReportFilter(CommunityFilter):
    year = forms.TypedChoiceField(label="年度", coerce=int)
    kind = forms.ChoiceField(label="类型", choices=[("", "全部"), *PeriodReport.Kind.choices])
    state = forms.ChoiceField(label="报送情况", choices=[("", "全部"), *STATES])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = year_choices(this - 5, this + 1)

    def filter_state(self, rows, state):
        today = timezone.localdate()
        if state == "on_time":
            return rows.on_time()
        if state == "late":
            return rows.late()
        if state == "missing":
            return rows.missing(today)
        return rows.owed().filter(due_on__gte=today)


class ScheduleForm(forms.Form):
    """One year's reports for all communities at once."""

    year = forms.IntegerField(label="年度")
    kinds = forms.MultipleChoiceField(
        label="报送种类",
        choices=PeriodReport.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一种报送。"},
    )
    day = forms.IntegerField(
        label="月报、季报期限", min_value=1, max_value=28, help_text="期满后次月的第几日，1 到 28。"
    )
    half_on = forms.DateField(label="半年小结期限", widget=DateInput())
    year_on = forms.DateField(label="年终总结期限", widget=DateInput())

    def __init__(self, *args, user, year, **kwargs):
        initial = {
            "year": year,
            "kinds": ["quarter", "half", "year"],
            "day": 5,
            "half_on": date(year, 7, 10),
            "year_on": date(year, 12, 10),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.user = user
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_year(self):
        year, this = self.cleaned_data["year"], timezone.localdate().year
        if not this - 1 <= year <= this + 1:
            raise forms.ValidationError(f"请填写 {this - 1} 到 {this + 1} 之间的年度。")
        return year

    def clean(self):
        cleaned = super().clean()
        year = cleaned.get("year")
        for name in ("half_on", "year_on"):
            day = cleaned.get(name)
            if year and day and day.year not in (year, year + 1):
                self.add_error(name, f"期限应在 {year} 年或次年之内。")
        return cleaned

    def dues(self):
        cleaned = self.cleaned_data
        return plan_reports(
            **{name: cleaned[name] for name in ("year", "kinds", "day", "half_on", "year_on")}
        )


class ReportForm(PortalForm):
    """The text, as the community writes it."""

    class Meta:
        model = PeriodReport
        fields = ("body",)
        widgets = {"body": forms.Textarea({"rows": 22})}


class ReportScheduleForm(PortalForm):
    """What the officer may change: title and due day, while nothing was handed in."""

    class Meta:
        model = PeriodReport
        fields = ("title", "due_on")
