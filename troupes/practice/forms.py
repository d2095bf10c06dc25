from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from portal.forms.base import CheckedForm, Handed
from portal.forms.years import recent_years
from troupes.groups.forms import BelowTroupeFilter
from troupes.groups.models import WEEKDAYS, Troupe
from troupes.practice.models import Rehearsal, RollCall
from troupes.practice.services import MOST_WEEKS, plan_series


class RehearsalFilter(BelowTroupeFilter):
    year = forms.ChoiceField(label="年度", choices=recent_years)
    kind = forms.ChoiceField(label="类型", choices=[("", "全部类型"), *Rehearsal.Kind.choices])
    call = forms.ChoiceField(
        label="点名", choices=[("", "不限"), ("done", "已点名"), ("open", "待点名"), ("ahead", "未到日期")]
    )

    def filter_year(self, queryset, year):
        return queryset.for_year(year)

    def filter_call(self, queryset, state):
        today = timezone.localdate()
        if state == "ahead":
            return queryset.filter(date__gt=today)
        return queryset.with_call() if state == "done" else queryset.without_call().until(today)


class RehearsalForm(CheckedForm):
    class Meta:
        model = Rehearsal
        fields = ["troupe", "date", "starts_at", "ends_at", "kind", "place", "content"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["troupe"].queryset = Troupe.objects.editable_by(user).active()
        if self.instance.pk is None:
            self.initial["date"] = timezone.localdate()
        if self.instance.troupe_id:
            del self.fields["troupe"]
            self._take_slot(self.instance.troupe)

    def _take_slot(self, troupe):
        """A new rehearsal begins with the troupe's weekly slot."""
        if self.instance.pk is None:
            for name in ("starts_at", "ends_at", "place"):
                self.initial[name] = getattr(troupe, name)

    def clean(self):
        data = super().clean()
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", "结束时间应晚于开始时间。")
        return data


class SeriesForm(Handed, RehearsalForm):
    weekday = forms.TypedChoiceField(label="每周", coerce=int, choices=WEEKDAYS)
    weeks = forms.IntegerField(
        label="连续周数",
        initial=12,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
        help_text="遇到已经排好的日期会跳过。",
    )

    field_order = ["date", "weekday", "weeks"]

    class Meta(RehearsalForm.Meta):
        labels = {"date": "从哪天起"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weekday"].initial = self.instance.troupe.weekday or timezone.localdate().isoweekday()

    def _post_clean(self):
        """The pattern itself is never saved, so a taken time is no error: the series skips it."""
        for name in ("date", "starts_at", "ends_at", "kind", "place", "content"):
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])

    def store(self):
        data = self.cleaned_data
        self.made, self.skipped = plan_series(
            pattern=self.instance, weekday=data["weekday"], weeks=data["weeks"], by=self.user
        )
        return self.instance


class RollCallForm(forms.Form):
    """One choice per person, named `person-<pk>`; `listed` is services.practice.people_to_call()."""

    def __init__(self, *args, listed, **kwargs):
        super().__init__(*args, **kwargs)
        for person, post, state in listed:
            field = forms.ChoiceField(
                label=person.name,
                choices=RollCall.State.choices,
                initial=state,
                widget=forms.RadioSelect({"class": "form-selectgroup-input"}),
                help_text="" if post == "队员" else post,
            )
            self.fields[f"person-{person.pk}"] = field

    @property
    def states(self) -> dict[int, str]:
        return {int(name.removeprefix("person-")): state for name, state in self.cleaned_data.items()}
