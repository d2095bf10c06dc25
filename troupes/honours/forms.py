from django import forms
from django.utils import timezone

from portal.forms.base import CheckedForm, OwnedForm
from portal.forms.years import recent_years
from troupes.groups.forms import BelowTroupeFilter
from troupes.groups.models import Troupe
from troupes.honours.models import Award, Programme


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
