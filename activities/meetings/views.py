from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from activities.meetings import services
from activities.meetings.forms import MeetingFilter, MeetingForm, ResolutionFilter, ResolutionForm
from activities.meetings.models import Meeting, Resolution
from activities.meetings.rules import can_finish_resolution
from portal.pages.children import ChildCreate, ChildDelete, ChildEdit, RoomDetail
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, EditPage, ListPage

HOME = ("会议", "activities:meeting-list")


class MeetingList(ListPage):
    model = Meeting
    title = "会议"
    template_name = "activities/meetings/list.html"
    related = ("community",)
    counted = ("with_resolution_counts",)
    ordering = ("-held_at", "-pk")
    filter_form = MeetingFilter
    create_url = "activities:meeting-create"
    create_label = "登记会议"
    empty_text = "本年度还没有登记会议。会前登记时间和议题，会后补写纪要、列出议定事项。"
    columns = (
        Column("title", "会议名称", sort="title", link=True),
        Column("get_kind_display", "类型", sort="kind"),
        Column("held_at", "时间", sort="held_at"),
        Column("owner_name", "召开单位", sort="community__position"),
        Column("chair", "主持人", sort="chair"),
        Column("minutes_state", "纪要", tone="minutes_tone"),
        Column("resolution_count", "议定事项", sort="resolution_count"),
        Column("open_count", "未办结", sort="open_count"),
    )


class MeetingDetail(RoomDetail):
    model = Meeting
    parent = HOME
    related = ("community",)
    template_name = "activities/meetings/detail.html"
    edit_url = "activities:meeting-edit"
    delete_url = "activities:meeting-delete"
    fields = (
        Column("get_kind_display", "类型"),
        Column("held_at", "时间"),
        Column("place", "地点"),
        Column("owner_name", "召开单位"),
        Column("chair", "主持人"),
        Column("recorder", "记录人"),
        Column("attendees", "出席人员", wide=True),
        Column("observers", "列席人员", wide=True),
        Column("absentees", "缺席及原因", wide=True),
        Column("agenda", "议题", wide=True),
        Column("discussion", "发言要点", wide=True),
        Column("leftover", "遗留问题", wide=True),
    )
    child_form = ResolutionForm
    child_heading = "议定事项"
    child_verb = "登记议定事项"
    child_related = ("responsible",)
    child_add = "activities:meeting-resolution-add"
    child_list = "activities:resolution-list"
    child_search = "title"
    child_empty = "还没有议定事项；有纪要并列出议定事项的会议才计入考核。"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        return context | {
            "resolutions": [
                (row, context["editable"] or row.responsible_id == user.pk) for row, _ in context["children"]
            ]
        }


class MeetingCreate(CreatePage):
    model = Meeting
    form_class = MeetingForm
    parent = HOME
    title = "登记会议"
    message = "会议已登记，可以接着列出议定事项。"


class MeetingEdit(EditPage):
    model = Meeting
    form_class = MeetingForm
    parent = HOME


class MeetingDelete(DeletePage):
    model = Meeting
    parent = HOME
    success_url = reverse_lazy("activities:meeting-list")


class ResolutionList(ListPage):
    model = Resolution
    title = "议定事项"
    parent = HOME
    related = ("meeting__community", "responsible")
    filter_form = ResolutionFilter
    empty_text = "没有议定事项。议定事项在会议页面上登记。"
    columns = (
        Column("content", "议定事项", sort="content", link=True),
        Column("meeting.title", "会议", sort="meeting__title", wide=True),
        Column("meeting.owner_name", "召开单位", sort="meeting__community__position"),
        Column("responsible.name", "责任人", sort="responsible__name"),
        Column("due_on", "期限", sort="due_on"),
        Column("done_on", "办结日期", sort="done_on"),
        Column("state", "办理情况", tone="status_tone"),
    )


class SavesResolution:
    def form_valid(self, form):
        services.save_resolution(resolution=form.instance, by=self.request.user)
        messages.success(self.request, self.message)
        return redirect(form.instance.get_absolute_url())


class ResolutionAdd(SavesResolution, ChildCreate):
    model = Resolution
    form_class = ResolutionForm
    parent_model = Meeting
    parent = HOME
    title = "登记议定事项"
    message = "议定事项已登记。"


class ResolutionEdit(SavesResolution, ChildEdit):
    model = Resolution
    form_class = ResolutionForm
    parent = HOME
    related = ("meeting",)


class ResolutionDelete(ChildDelete):
    model = Resolution
    parent = HOME


@require_POST
def resolution_finish(request, pk):
    resolution = get_object_or_404(Resolution.objects.visible_to(request.user), pk=pk)
    if not can_finish_resolution(request.user, resolution):
        raise PermissionDenied("只有责任人和会议的记录单位可以办结这项议定事项。")
    return _done(request, services.finish_resolution, resolution, "已办结。")


@require_POST
def resolution_reopen(request, pk):
    resolution = get_object_or_404(Resolution.objects.editable_by(request.user), pk=pk)
    return _done(request, services.reopen_resolution, resolution, "已撤销办结。")


def _done(request, verb, resolution, message):
    try:
        verb(resolution=resolution, by=request.user)
        messages.success(request, message)
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect(resolution.get_absolute_url())
