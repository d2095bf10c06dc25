from django import forms
from django.utils import timezone

from activities.forms.years import OwnerYearFilter, year_options
from activities.models import Plan
from portal.forms import OwnedForm


class PlanForm(OwnedForm):
    """The text of a plan. Owner and year are fixed once it exists."""

    class Meta:
        model = Plan
        fields = ["community", "year", "title", "aims", "measures", "safeguards"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("community", None)
            self.fields.pop("year")
        else:
            self.fields["year"] = forms.TypedChoiceField(
                label="年度",
                choices=year_options(ahead=1, back=0),
                coerce=int,
                initial=timezone.localdate().year,
            )
        for name, rows in (("aims", 6), ("measures", 12), ("safeguards", 8)):
            self.fields[name].widget.attrs["rows"] = rows

    def _get_validation_exclusions(self):
        """One plan per owner and year is checked even where owner or year are not on the form."""
        return super()._get_validation_exclusions() - {"street", "community", "year"}


class PlanFilter(OwnerYearFilter):
    search_fields = ("title", "aims")
    status = forms.ChoiceField(label="状态", choices=[("", "全部状态"), *Plan.Status.choices])


class RoundsForm(forms.Form):
    """Which two rounds to compare; `now` is the text as it stands."""

    NOW = "now"
    before = forms.ChoiceField(label="从")
    after = forms.ChoiceField(label="到")

    def __init__(self, *args, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (str(one.number), f"第{one.number}轮（{timezone.localtime(one.submitted_at):%Y-%m-%d}）")
            for one in rounds
        ]
        for field in self.fields.values():
            field.choices = [*choices, (self.NOW, "当前文本")]


class PlanCopyForm(forms.Form):
    """What to take along from last year; everything is chosen at first."""

    themes = forms.ModelMultipleChoiceField(label="文化主题", queryset=None, required=False)
    projects = forms.ModelMultipleChoiceField(label="项目", queryset=None, required=False)
    events = forms.ModelMultipleChoiceField(label="活动", queryset=None, required=False)

    def __init__(self, *args, themes, projects, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes
        self.fields["projects"].queryset = projects
        self.fields["events"].queryset = events
