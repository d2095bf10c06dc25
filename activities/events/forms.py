from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.event_states import EventGroup, EventStatus
from activities.events.models import Event
from activities.events.rules import permit_obstacle
from activities.events.services import place_in_plan
from activities.projects.models import Project, Theme
from portal.forms.base import DateTimeInput, OwnedForm
from portal.forms.units import OwnerYearFilter


def _with_owner(row):
    return f"{row.title}（{row.year}年 {row.owner_name}）"


class EventForm(OwnedForm):
    """What an event is. Its plan follows from owner and year, its status from the verbs."""

    scoped = ("project", "theme", "venue")

    class Meta:
        model = Event
        fields = [
            "title",
            "community",
            "starts_at",
            "ends_at",
            "place",
            "venue",
            "project",
            "theme",
            "responsible",
            "expected_people",
            "permit_number",
            "purpose",
            "arrangement",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        recent = timezone.localdate().year - 1
        for name in ("project", "theme"):
            field = self.fields[name]
            field.queryset = field.queryset.filter(year__gte=recent).select_related("community")
            field.label_from_instance = _with_owner
        self.fields["venue"].queryset = self.fields["venue"].queryset.select_related("community")
        self.fields["venue"].label_from_instance = lambda venue: f"{venue.name}（{venue.owner_name}）"
        self.fields["purpose"].widget.attrs["rows"] = 5
        self.fields["arrangement"].widget.attrs["rows"] = 6
        if self.instance.pk is None:
            self.initial.setdefault("responsible", self.user.pk)

    def clean(self):
        cleaned = super().clean()
        self._check_year("project", cleaned)
        self._check_year("theme", cleaned)
        if not self.instance.is_draft:
            refusal = permit_obstacle(cleaned.get("expected_people"), cleaned.get("permit_number") or "")
            if refusal:
                self.add_error("permit_number", refusal)
        return cleaned

    def _check_year(self, name, cleaned):
        row, starts_at = cleaned.get(name), cleaned.get("starts_at")
        if row and starts_at and row.year != timezone.localtime(starts_at).year:
            self.add_error(name, f"“{row.title}”是{row.year}年的，与活动时间的年度不一致，请另选或留空。")

    def save(self, commit=True):
        place_in_plan(self.instance)
        return super().save(commit)


class HoldForm(forms.Form):
    attendances = forms.IntegerField(
        label="参与人次",
        min_value=0,
        max_value=10_000_000,
        help_text="每参加一次计一人次；多日活动把各天相加。",
        error_messages={"required": "请填写参与人次，考核和年鉴都用这个数。"},
    )
    people = forms.IntegerField(
        label="参与人数",
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text="去重后的人数，可不填。",
    )

    def clean(self):
        cleaned = super().clean()
        people, attendances = cleaned.get("people"), cleaned.get("attendances")
        if people is not None and attendances is not None and people > attendances:
            raise ValidationError({"people": "参与人数不能多于参与人次。"})
        return cleaned


class PostponeForm(forms.Form):
    starts_at = forms.DateTimeField(label="新的开始时间", widget=DateTimeInput())
    ends_at = forms.DateTimeField(label="新的结束时间", widget=DateTimeInput())
    reason = forms.CharField(
        label="延期原因", max_length=200, error_messages={"required": "请写明延期原因。"}
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] < cleaned["starts_at"]:
            raise ValidationError({"ends_at": "结束时间不能早于开始时间。"})
        return cleaned


class EventFilter(OwnerYearFilter):
    search_fields = ("title", "place", "responsible__name")
    year_path = "starts_at__year"
    month = forms.ChoiceField(label="月份", choices=[("", "全年"), *((n, f"{n}月") for n in range(1, 13))])
    project = forms.ModelChoiceField(label="项目", queryset=None, empty_label="全部项目")
    theme = forms.ModelChoiceField(label="主题", queryset=None, empty_label="全部主题")
    status = forms.ChoiceField(
        label="状态", choices=[("", "全部状态"), *EventStatus.choices, *EventGroup.choices]
    )
    field_order = ["q", "year", "month", "community", "project", "theme", "status"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        for name, model in (("project", Project), ("theme", Theme)):
            named = model.objects.visible_to(user).select_related("community")
            rows = named.only("title", "community__name")
            year = self.data.get("year", "")
            self.fields[name].queryset = rows.filter(year=year) if year.isdigit() else rows
            self.fields[name].label_from_instance = lambda row: f"{row.title}（{row.owner_name}）"
        self.order_fields(self.field_order)

    def filter_month(self, queryset, value):
        return queryset.filter(starts_at__month=value)

    def filter_status(self, queryset, value):
        if value == EventGroup.OVERDUE:
            return queryset.overdue()
        return queryset.held() if value == EventGroup.TOOK_PLACE else queryset.filter(status=value)
