from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from activities.models import Target


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
            label=f"{kind.label}的目标值", required=False, initial=int(stored.value) if stored else None,
            validators=[MinValueValidator(1), MaxValueValidator(9_999_999_999)],
        )  # fmt: skip
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
