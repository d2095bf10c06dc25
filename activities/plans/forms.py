from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from activities.plans.models import Plan, Target
from portal.forms.base import OwnedForm
from portal.forms.units import OwnerYearFilter
from portal.forms.years import year_options


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


class TargetsForm(forms.Form):
    """个十百千万 of one plan in one table: scope and value of each kind; an empty value takes the target out."""

    def __init__(self, *args, plan, **kwargs):
        self.plan = plan
        self.stored = {target.kind: target for target in plan.targets.all()}
        super().__init__(*args, **kwargs)
        for kind in Target.Kind:
            self._add(kind, self.stored.get(kind.value))

    def _add(self, kind, stored):
        self.fields[f"{kind}_scope"] = forms.ChoiceField(
            label=f"{kind.label}的口径",
            choices=self._scopes(),
            initial=stored.scope if stored else Target.Scope.COMMUNITY,
        )
        self.fields[f"{kind}_value"] = forms.IntegerField(
            label=f"{kind.label}的目标值",
            required=False,
            initial=int(stored.value) if stored else None,
            validators=[MinValueValidator(1), MaxValueValidator(9_999_999_999)],
        )
        for name in (f"{kind}_scope", f"{kind}_value"):
            self.fields[name].widget.attrs["class"] = (
                "form-select" if name.endswith("scope") else "form-control"
            )

    def _scopes(self):
        if self.plan.community_id:
            return [(Target.Scope.COMMUNITY.value, "本社区")]
        return Target.Scope.choices

    @property
    def lines(self):
        """(label, unit, scope field, value field) for the table."""
        return [
            (kind.label, Target.UNITS[kind.value], self[f"{kind}_scope"], self[f"{kind}_value"])
            for kind in Target.Kind
        ]

    def save(self):
        for kind in Target.Kind.values:
            value, scope = self.cleaned_data[f"{kind}_value"], self.cleaned_data[f"{kind}_scope"]
            if value:
                self.plan.targets.update_or_create(kind=kind, defaults={"scope": scope, "value": value})
            elif kind in self.stored:
                self.stored[kind].delete()
