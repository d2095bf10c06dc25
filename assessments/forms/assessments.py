"""Filter of the assessments, reasons, adjustments and outcomes."""

from django import forms
from django.utils import timezone

from assessments.models import Adjustment, Assessment, Outcome
from portal.forms import CommunityFilter, PortalForm, year_choices


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


class ReasonForm(forms.Form):
    """Why something is taken back; the sentence is kept in the record and sent to those it concerns."""

    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请写明理由。"},
    )


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


class OutcomeForm(PortalForm):
    class Meta:
        model = Outcome
        fields = ("kind", "content", "amount", "decided_on", "due_on", "done_on")
        help_texts = {
            "amount": "以奖代补时填写。",
            "due_on": "限期整改时填写。",
            "done_on": "整改完成后填写。",
        }

    def clean(self):
        cleaned = super().clean()
        decided, due, done = (cleaned.get(name) for name in ("decided_on", "due_on", "done_on"))
        if decided and due and due < decided:
            self.add_error("due_on", "整改期限不能早于决定日期。")
        if decided and done and done < decided:
            self.add_error("done_on", "完成日期不能早于决定日期。")
        if done and done > timezone.localdate():
            self.add_error("done_on", "完成日期不能晚于今天。")
        return cleaned
