"""Events and what belongs to them, as tables."""

from django.utils.html import format_html

from portal.pages.columns import Column
from portal.pages.drawing import badge
from portal.pages.tables import RowVerb, Table


def event_table(events, *, empty: str) -> Table:
    """Events in date order, as the pages of a plan, project or theme list them."""
    return Table(
        list(events),
        (
            Column("title", "活动", draw=_title, css="lead"),
            Column("when", "时间"),
            Column("owner_name", "单位"),
            Column("responsible"),
            Column("attendances", "人次"),
            Column("get_status_display", tone="status_tone"),
        ),
        caption="活动",
        empty=empty,
        inner=True,
    )


def _title(event):
    tag = format_html("&nbsp;{}", badge("计划外", "warn")) if event.is_unplanned else ""
    return format_html('<a class="row-link" href="{}">{}</a>{}', event.get_absolute_url(), event.title, tag)


def programme_table(appearances, request, *, editable: bool) -> Table:
    """节目单: who performs what, in order."""
    verbs = (
        RowVerb("修改", "activities:appearance-edit"),
        RowVerb("删除", "activities:appearance-delete"),
    )
    return Table(
        appearances,
        (
            Column("position", "顺序"),
            Column("troupe", link=lambda row: row.troupe.get_absolute_url()),
            Column("programme"),
            Column("programme.minutes", "时长（分钟）"),
            Column("performers"),
        ),
        caption="节目单",
        request=request,
        verbs=verbs if editable else (),
        empty="没有登记参演团队。",
        inner=True,
    )


def participation_table(forms) -> Table:
    """One line of fields for each community of the street."""
    return Table(
        forms,
        (
            Column("instance.community.name", "社区", head=True),
            Column("state", "参加情况", draw=lambda form: _field(form, "state")),
            Column("people", "组织人数", draw=lambda form: _field(form, "people")),
            Column("note", "说明", draw=lambda form: _field(form, "note") + form.non_field_errors()),
        ),
        caption="各社区参加情况",
        inner=True,
    )


def _field(form, name):
    bound = form[name]
    return format_html("{}{}", bound, bound.errors)
