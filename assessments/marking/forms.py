"""Filter of the assessments, reasons, adjustments and outcomes."""

from django import forms
from django.utils import timezone

from assessments.marking.models import Adjustment, Assessment
from portal.forms.base import CommunityFilter, PortalForm
from portal.forms.years import year_choices


class AssessmentFilter(CommunityFilter):
    year = forms.TypedChoiceField(label="年度", coerce=int)
    status = forms.ChoiceField(label="状态", choices=[("", "全部"), *Assessment.Status.choices])
    grade = forms.ChoiceField(label="等次", choices=[("", "全部"), *Assessment.Grade.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = year_choices(this - 5, this)

    def filter_year(self, rows, year):
        return rows.filter(scheme__year=year)


class AdjustmentForm(PortalForm):
    class Meta:
        model = Adjustment
        fields = ("kind", "title", "points", "evidence")
        help_texts = {"points": "一票否决不填分值。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].required = False
        self.fields["points"].error_messages["min_value"] = "分值不能小于零，扣分也填正数。"

    def clean_points(self):
        return self.cleaned_data.get("points") or 0

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Adjustment.Kind.VETO:
            cleaned["points"] = 0
        return cleaned
