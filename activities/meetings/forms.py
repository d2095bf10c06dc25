from django import forms
from django.db.models import Q
from django.utils import timezone

from activities.meetings.models import Meeting, Resolution
from portal.duties.steps import hand_out
from portal.forms.base import Handed, PortalForm
from portal.forms.units import UnitForm, UnitYearFilter, kind_field
from portal.models import User


class MeetingForm(UnitForm):
    class Meta:
        model = Meeting
        fields = [
            "community",
            "title",
            "kind",
            "held_at",
            "place",
            "chair",
            "recorder",
            "attendees",
            "observers",
            "absentees",
            "agenda",
            "discussion",
            "minutes",
            "leftover",
        ]
        widgets = {
            name: forms.Textarea({"rows": rows})
            for name, rows in [
                ("attendees", 2),
                ("observers", 1),
                ("absentees", 1),
                ("agenda", 3),
                ("discussion", 4),
                ("minutes", 6),
                ("leftover", 2),
            ]
        }
        help_texts = {
            "chair": "写明职务和姓名。",
            "minutes": "会后填写；有纪要并列出议定事项的会议才计入考核。",
        }

    def clean(self):
        cleaned = super().clean()
        held_at = cleaned.get("held_at")
        if cleaned.get("minutes") and held_at and held_at > timezone.now():
            self.add_error("minutes", "会议还没有召开，不能先写纪要；请核对会议时间。")
        return cleaned


class MeetingFilter(UnitYearFilter):
    year_path = "held_at__year"
    search_fields = ("title", "agenda", "minutes")
    kind = kind_field(Meeting.Kind)
    minutes = forms.ChoiceField(
        label="纪要",
        required=False,
        choices=[("", "全部"), ("counted", "有纪要和议定事项"), ("missing", "开过会缺纪要")],
    )

    def filter_minutes(self, queryset, value):
        return queryset.counted() if value == "counted" else queryset.without_minutes()


class ResolutionForm(Handed, PortalForm):
    """Captains see no meetings, so no decision is put into their hands."""

    class Meta:
        model = Resolution
        fields = ["title", "responsible", "due_on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        meeting = self.instance.meeting
        # A community's meeting is read in that community and at the street office, nowhere else.
        readers = ~Q(role=User.Role.CAPTAIN)
        if meeting.community_id:
            readers &= Q(community=meeting.community_id) | ~Q(role=User.Role.STAFF)
        self.fields["responsible"].queryset = self.fields["responsible"].queryset.filter(readers)

    def clean_due_on(self):
        due, held = self.cleaned_data["due_on"], timezone.localdate(self.instance.meeting.held_at)
        if due < held:
            raise forms.ValidationError(f"期限不能早于会议日期（{held:%Y-%m-%d}）。")
        return due

    def store(self):
        return hand_out(duty=self.instance, by=self.user)


class ResolutionFilter(UnitYearFilter):
    year_path = "meeting__held_at__year"
    search_fields = ("title", "meeting__title")
    state = forms.ChoiceField(
        label="办理情况",
        required=False,
        choices=[
            ("", "全部"),
            ("open", "未办结"),
            ("mine", "由我办理、未办结"),
            ("overdue", "已逾期"),
            ("done", "已办结"),
        ],
    )

    def filter_state(self, queryset, value):
        if value == "done":
            return queryset.filter(done_on__isnull=False)
        if value == "mine":
            return queryset.open().in_hands_of(self.user)
        return queryset.overdue() if value == "overdue" else queryset.open()
