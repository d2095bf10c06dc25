from django.utils.html import format_html

from activities.meetings.forms import MeetingFilter, MeetingForm, ResolutionFilter, ResolutionForm
from activities.meetings.models import Meeting, Resolution
from activities.meetings.steps import RESOLUTION
from portal.pages.children import Children, ParentPage
from portal.pages.columns import Column, display
from portal.pages.drawing import badge
from portal.pages.generic import ListPage
from portal.pages.steps import step_verbs


class MeetingPages:
    """会议: notice, minutes and what was decided."""

    route = "activities:meeting"
    model = Meeting
    form_class = MeetingForm
    related = ("community",)
    create_label = "登记会议"
    created_message = "会议已登记，可以接着列出议定事项。"


class ResolutionPages:
    """议定事项, on the page of the meeting."""

    route = "activities:resolution"
    model = Resolution
    form_class = ResolutionForm
    filter_form = ResolutionFilter
    parent = ("会议", "activities:meeting-list")
    parent_field = "meeting"
    related = ("meeting__community", "responsible")
    create_label = "登记议定事项"
    created_message = "议定事项已登记。"
    empty_text = "没有议定事项。议定事项在会议页面上登记。"
    columns = (
        Column("title", sort=True, link=True),
        Column("meeting.title", "会议", sort=True, wide=True),
        Column("meeting.owner_name", "召开单位", sort="meeting__community__position"),
        Column("responsible.name", "责任人", sort=True),
        Column("due_on", sort=True),
        Column("done_on", sort=True),
        Column("state", "办理情况", tone="status_tone"),
    )


class MeetingList(MeetingPages, ListPage):
    template_name = "activities/meetings/list.html"
    counted = ("with_resolution_counts",)
    ordering = ("-held_at", "-pk")
    filter_form = MeetingFilter
    empty_text = "本年度还没有登记会议。会前登记时间和议题，会后补写纪要、列出议定事项。"
    columns = (
        Column("title", sort=True, link=True),
        Column("get_kind_display", sort=True),
        Column("held_at", sort=True),
        Column("owner_name", "召开单位", sort="community__position"),
        Column("chair", sort=True),
        Column("minutes_state", "纪要", tone="minutes_tone"),
        Column("resolution_count", "议定事项", sort="resolution_count"),
        Column("open_count", "未办结", sort="open_count"),
    )


def _state(resolution):
    """How far it is, and since when."""
    tag = badge(resolution.state, resolution.status_tone)
    return format_html("{} {}", tag, display(resolution.done_on)) if resolution.done_on else tag


class MeetingDetail(MeetingPages, ParentPage):
    template_name = "activities/meetings/detail.html"
    fields = (
        Column("get_kind_display"),
        Column("held_at"),
        Column("place"),
        Column("owner_name", "召开单位"),
        Column("chair"),
        Column("recorder"),
        Column("attendees", wide=True),
        Column("observers", wide=True),
        Column("absentees", wide=True),
        Column("agenda", wide=True),
        Column("discussion", wide=True),
        Column("leftover", wide=True),
    )
    children = Children(
        ResolutionPages,
        heading="议定事项",
        columns=(
            Column("title", wide=True),
            Column("responsible"),
            Column("due_on"),
            Column("state", "办理情况", draw=_state),
        ),
        related=("responsible",),
        search="title",
        empty="还没有议定事项；有纪要并列出议定事项的会议才计入考核。",
    )

    def get_child_verbs(self, editable):
        return *step_verbs(RESOLUTION), *super().get_child_verbs(editable)
