"""The mark sheets: one form over all scores of an assessment, two fields or three per indicator.

Scores stay untouched until the form is valid; `apply()` then writes the cleaned values onto them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.safestring import SafeString

from assessments.schemes.formulas import number


class Points(forms.NumberInput):
    def __init__(self, weight):
        limits = {"min": 0, "max": str(weight), "step": "0.01", "inputmode": "decimal"}
        super().__init__(limits | {"class": "form-control", "data-points": ""})


def points_field(label, weight, **kwargs):
    messages = {
        "max_value": f"不能超过该项分值 {number(weight)} 分。",
        "min_value": "不能小于零。",
        "max_decimal_places": "最多写两位小数。",
        "invalid": "请填写数字，例如 2.5。",
    }
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_value=weight,
        decimal_places=2,
        required=False,
        widget=Points(weight),
        error_messages=messages,
        **kwargs,
    )


@dataclass
class Row:
    """One indicator on the sheet: its score, the bound fields, and the figures behind it, drawn."""

    score: object
    points: object = None
    reason: object = None
    not_applicable: object = None
    figures: SafeString = SafeString()

    @property
    def has_errors(self):
        fields = (self.points, self.reason, self.not_applicable)
        return any(field is not None and field.errors for field in fields)


class SelfForm(forms.Form):
    """自评: own points for hand-scored indicators, words for any."""

    def __init__(self, *args, scores, **kwargs):
        super().__init__(*args, **kwargs)
        self.scores = scores
        for score in scores:
            name = f"{score.indicator.code} {score.indicator.title}"
            if score.indicator.is_hand:
                self.fields[f"points_{score.pk}"] = points_field(
                    f"{name} 自评分", score.indicator.weight, initial=score.self_points
                )
            self.fields[f"reason_{score.pk}"] = forms.CharField(
                label=f"{name} 说明",
                required=False,
                max_length=500,
                initial=score.self_reason,
                widget=forms.Textarea({"rows": 2, "class": "form-control"}),
            )

    def rows(self) -> Iterator[Row]:
        for score in self.scores:
            points = self[f"points_{score.pk}"] if score.indicator.is_hand else None
            yield Row(score, points, self[f"reason_{score.pk}"])

    def apply(self):
        for score in self.scores:
            if score.indicator.is_hand:
                score.self_points = self.cleaned_data[f"points_{score.pk}"]
            score.self_reason = self.cleaned_data[f"reason_{score.pk}"]
        return self.scores


class ReviewForm(forms.Form):
    """复评: a mark, its reason and 不适用 for every indicator; an override needs its reason at once."""

    def __init__(self, *args, scores, **kwargs):
        super().__init__(*args, **kwargs)
        self.scores = scores
        for score in scores:
            name = f"{score.indicator.code} {score.indicator.title}"
            self.fields[f"points_{score.pk}"] = points_field(
                f"{name} 复评分", score.indicator.weight, initial=score.review_points
            )
            self.fields[f"reason_{score.pk}"] = forms.CharField(
                label=f"{name} 复评理由",
                required=False,
                max_length=500,
                initial=score.review_reason,
                widget=forms.TextInput({"class": "form-control"}),
            )
            self.fields[f"na_{score.pk}"] = forms.BooleanField(
                label=f"{name} 不适用",
                required=False,
                initial=score.not_applicable,
                widget=forms.CheckboxInput({"class": "form-check-input", "data-leave": ""}),
            )

    def rows(self) -> Iterator[Row]:
        for score in self.scores:
            yield Row(score, *(self[f"{name}_{score.pk}"] for name in ("points", "reason", "na")))

    def clean(self):
        cleaned = super().clean()
        for score in self.scores:
            points, reason = cleaned.get(f"points_{score.pk}"), cleaned.get(f"reason_{score.pk}")
            override = score.measured is not None and points is not None and points != score.measured
            if override and not reason and not cleaned.get(f"na_{score.pk}"):
                self.add_error(
                    f"reason_{score.pk}", f"复评分与系统计分 {number(score.measured)} 分不同，请写明理由。"
                )
            if cleaned.get(f"na_{score.pk}") and not reason:
                self.add_error(f"reason_{score.pk}", "标为不适用，请写明理由。")
        return cleaned

    def apply(self):
        for score in self.scores:
            score.review_points = self.cleaned_data[f"points_{score.pk}"]
            score.review_reason = self.cleaned_data[f"reason_{score.pk}"]
            score.not_applicable = self.cleaned_data[f"na_{score.pk}"]
        return self.scores
