from django import forms
from django.conf import settings

from activities.models import Project
from archives.dossiers.models import Dossier, Slot
from portal.forms.base import FilterForm, PortalForm
from portal.forms.reasons import ReasonForm
from portal.forms.years import recent_years


class OfEventFilter(FilterForm):
    """What dossiers and photos share: the year and the community of their event."""

    event_path = ""
    year = forms.ChoiceField(label="年度", choices=recent_years)
    community = forms.ModelChoiceField(label="社区", queryset=None)

    def filter_year(self, queryset, year):
        return queryset.filter(**{f"{self.event_path}__starts_at__year": year})

    def filter_community(self, queryset, community):
        return queryset.filter(**{f"{self.event_path}__community": community})


class DossierFilter(OfEventFilter):
    event_path = "event"
    search_fields = ("event__title", "event__place")
    project = forms.ModelChoiceField(label="项目", queryset=None, empty_label="全部项目")
    status = forms.ChoiceField(label="状态", choices=[("", "全部状态"), *Dossier.Status.choices])
    missing = forms.ChoiceField(
        label="缺项",
        choices=[("", "不限"), ("any", "有缺项"), *((slot.value, f"缺{slot.label}") for slot in Slot)],
    )
    time = forms.ChoiceField(
        label="期限", choices=[("", "不限"), ("ended", "活动已举办"), ("late", "已逾期未提交")]
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        projects = Project.objects.visible_to(user).order_by("-year", "kind", "pk")
        self.fields["project"].queryset = projects.only("title", "year")

    def filter(self, queryset):
        return super().filter(queryset.expected().with_slots().with_photo_count())

    def filter_project(self, queryset, project):
        return queryset.filter(event__project=project)

    def filter_missing(self, queryset, slot):
        return queryset.missing(None if slot == "any" else slot)

    def filter_time(self, queryset, time):
        return queryset.overdue(settings.DOSSIER_DAYS) if time == "late" else queryset.ended()


class SummaryForm(PortalForm):
    """总结 under the office's four headings. Half a summary may be saved; the light says what is lacking."""

    class Meta:
        model = Dossier
        fields = ["basics", "practice", "problems", "next_steps"]
        help_texts = {
            "basics": "时间、地点、参加单位和团队、人次。",
            "practice": "怎么组织的，效果怎样，有哪些亮点和反响。",
            "problems": "没有可不填。",
            "next_steps": "没有可不填。",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["basics"].widget.attrs["rows"] = 5
        self.fields["practice"].widget.attrs["rows"] = 8


class ReturnForm(ReasonForm):
    """退回; the reason tells the community what to add."""

    reason = forms.CharField(
        label="退回理由",
        max_length=500,
        widget=forms.Textarea({"rows": 3, "placeholder": "要补什么、改什么，写清楚"}),
        error_messages={"required": "退回时请写明理由，让社区知道要补什么。"},
    )
