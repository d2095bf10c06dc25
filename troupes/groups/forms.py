from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from portal.forms.base import CheckedForm, CommunityFilter, Handed, OwnedForm
from portal.models import User
from troupes.groups import services as groups
from troupes.groups.models import WEEKDAYS, StarRating, Troupe


class TroupeFilter(CommunityFilter):
    search_fields = ("name",)
    category = forms.ChoiceField(label="类别", choices=[("", "全部类别"), *Troupe.Category.choices])
    status = forms.ChoiceField(label="状态", choices=[("", "全部状态"), *Troupe.Status.choices])
    weekday = forms.ChoiceField(label="活动日", choices=[("", "全部"), *WEEKDAYS])
    need = forms.ChoiceField(
        label="待办", choices=[("", "不限"), ("leader", "没有负责人"), ("roster", "花名册待确认")]
    )

    def filter_q(self, queryset, text):
        return queryset.matching(text.strip())

    def filter_need(self, queryset, need):
        """Only troupes in use need anything."""
        active = queryset.active()
        return active.without_leader() if need == "leader" else active.unconfirmed()


class TimetableFilter(CommunityFilter):
    category = forms.ChoiceField(label="类别", choices=[("", "全部类别"), *Troupe.Category.choices])


class TroupeForm(Handed, OwnedForm, CheckedForm):
    """The office registers everything; the captain keeps place, slot and introduction up to date."""

    CAPTAINS_FIELDS = ("place", "weekday", "starts_at", "ends_at", "introduction")

    class Meta:
        model = Troupe
        fields = [
            "name",
            "category",
            "community",
            "captain",
            "place",
            "weekday",
            "starts_at",
            "ends_at",
            "founded_on",
            "registered_on",
            "status",
            "introduction",
        ]
        help_texts = {
            "captain": "为本队点名、维护花名册的登录账号；队内的负责人在花名册里设。",
            "weekday": "填写后会出现在活动时间表上。",
            "registered_on": "在街道登记备案的日期。",
            "status": "停活、注销的团队不再计入团队数，历史记录保留。",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user.is_captain:
            for name in set(self.fields) - set(self.CAPTAINS_FIELDS):
                del self.fields[name]
            return
        captains = self.fields["captain"].queryset.filter(role=User.Role.CAPTAIN)
        self.fields["captain"].queryset = captains
        self.fields["captain"].empty_label = "暂无"
        if self.instance.pk is None:
            del self.fields["status"]

    def clean(self):
        data = super().clean()
        if (data.get("starts_at") or data.get("ends_at")) and not data.get("weekday"):
            self.add_error("weekday", "填写了时间，请同时选择每周活动日。")
        return data

    def store(self):
        return groups.save_troupe(troupe=self.instance, by=self.user)


class StarRatingForm(Handed, CheckedForm):
    year = forms.IntegerField(label="年度", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    stars = forms.TypedChoiceField(
        label="星级",
        coerce=int,
        choices=[(stars, "★" * stars + f"（{stars} 星）") for stars in range(5, 0, -1)],
    )

    class Meta:
        model = StarRating
        fields = ["year", "stars", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["year"] = timezone.localdate().year

    def store(self):
        return groups.rate_troupe(rating=self.instance, by=self.user)


class BelowTroupeFilter(CommunityFilter):
    """Filters of lists whose rows belong to a troupe."""

    troupe = forms.ModelChoiceField(label="团队", queryset=None, empty_label="全部团队")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["troupe"].queryset = Troupe.objects.visible_to(user).only("name")

    def filter_community(self, queryset, community):
        return queryset.filter(troupe__community=community)
