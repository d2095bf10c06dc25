from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from portal.forms import CommunityFilter, OwnedForm, year_choices
from troupes.forms.base import CheckedForm, Handed
from troupes.models import Award, Programme, Rehearsal, RollCall, Troupe
from troupes.models.groups import WEEKDAYS
from troupes.services.practice import MOST_WEEKS, plan_series


def recent_years():
    this = timezone.localdate().year
    return year_choices(this - 9, this)


class BelowTroupeFilter(CommunityFilter):
    """Filters of lists whose rows belong to a troupe."""

    troupe = forms.ModelChoiceField(label="团队", queryset=None, empty_label="全部团队")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["troupe"].queryset = Troupe.objects.visible_to(user)

    def filter_community(self, queryset, community):
        return queryset.filter(troupe__community=community)


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
        label="连续周数", initial=12, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
        help_text="遇到已经排好的日期会跳过。",
    )  # fmt: skip

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
                label=person.name, choices=RollCall.State.choices, widget=forms.RadioSelect, initial=state,
                help_text="" if post == "队员" else post,
            )  # fmt: skip
            self.fields[f"person-{person.pk}"] = field

    @property
    def states(self) -> dict[int, str]:
        return {int(name.removeprefix("person-")): state for name, state in self.cleaned_data.items()}


class ProgrammeForm(CheckedForm):
    class Meta:
        model = Programme
        fields = ["title", "genre", "minutes", "performers", "is_original", "is_ready"]
        help_texts = {"genre": "例如：女声合唱、扇子舞、折子戏。", "is_ready": "接到通知就能上台的保留节目。"}

    def clean_title(self):
        """Title marks are put by the page."""
        return self.cleaned_data["title"].strip("《》 ")


class ProgrammeFilter(BelowTroupeFilter):
    search_fields = ("title", "genre", "troupe__name")
    is_ready = forms.ChoiceField(
        label="可演出", choices=[("", "不限"), ("True", "可随时演出"), ("False", "排练中")]
    )
    is_original = forms.ChoiceField(
        label="原创", choices=[("", "不限"), ("True", "原创"), ("False", "非原创")]
    )


class AwardForm(OwnedForm, CheckedForm):
    """An award of a troupe belongs to the troupe's community; without a troupe, to the community itself."""

    class Meta:
        model = Award
        fields = ["troupe", "community", "contest", "title", "level", "issuer", "awarded_on"]
        help_texts = {
            "contest": "例如：第六届社区文化艺术节合唱比赛。",
            "title": "例如：一等奖、优秀组织奖、最佳表演奖。",
            "community": "没有选团队时，奖项记在社区或街道名下。",
        }

    def __init__(self, *args, user, **kwargs):
        given = kwargs.get("instance")
        super().__init__(*args, user=user, **kwargs)
        self.fields["troupe"].queryset = Troupe.objects.editable_by(user)
        self.fields["troupe"].empty_label = "不属于团队"
        if given is not None and given.pk is None and given.troupe_id:
            del self.fields["troupe"]
            self.fields.pop("community", None)

    def clean_awarded_on(self):
        day = self.cleaned_data["awarded_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("获奖日期不能晚于今天。")
        return day


class AwardFilter(BelowTroupeFilter):
    search_fields = ("contest", "title", "issuer", "troupe__name")
    year = forms.ChoiceField(label="年度", choices=recent_years)
    level = forms.ChoiceField(label="级别", choices=[("", "全部级别"), *Award.Level.choices])

    def filter_community(self, queryset, community):
        return queryset.filter(community=community)

    def filter_year(self, queryset, year):
        return queryset.for_year(year)
