from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from activities.events.forms import EventFilter, EventForm
from activities.events.icalendar import calendar_of
from activities.events.models import Event
from activities.events.panels import event_panels_of
from activities.events.rules import can_change_event
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage

PARENT = ("活动", "activities:event-list")


def _in_plan(event):
    return "计划外" if event.is_unplanned else "计划内" if event.plan_id else ""


def warn_of_clashes(request, event):
    """Say which other events take the same venue or person at that time; it is a warning, not a refusal."""
    for other in Event.objects.visible_to(request.user).clashing_with(event).select_related("venue")[:5]:
        what = f"场地“{other.venue}”" if event.venue_id and other.venue_id == event.venue_id else "责任人"
        messages.warning(request, f"请注意：{what}在这段时间还有活动《{other.title}》（{other.when}）。")


class EventList(ListPage):
    model = Event
    title = "活动"
    template_name = "activities/events/list.html"
    filter_form = EventFilter
    related = ("community", "project", "responsible")
    ordering = ("-starts_at", "-pk")
    create_url = "activities:event-create"
    create_label = "新增活动"
    empty_text = "本年度还没有活动。可以新增，也可以在“年度计划”里沿用上年的。"
    columns = (
        Column("title", "活动", link=True, sort=True, wide=True),
        Column("when", "时间", sort="starts_at"),
        Column("owner_name", "单位", sort="community__position"),
        Column("project", "项目", value=lambda event: event.project.title if event.project else ""),
        Column("responsible"),
        Column("expected_people", "预计", sort=True),
        Column("attendances", "人次", sort=True),
        Column("plan", "计划", value=_in_plan, sort="is_unplanned"),
        Column("get_status_display", sort=True, tone="status_tone"),
    )


class EventDetail(DetailPage):
    model = Event
    parent = PARENT
    template_name = "activities/events/detail.html"
    related = ("community", "street", "project", "theme", "plan", "venue", "responsible", "copied_from")
    fields = (
        Column("when", "时间"),
        Column("place"),
        Column("owner_name", "单位"),
        Column("responsible"),
        Column("project", "项目", value=lambda event: event.project.title if event.project else ""),
        Column("theme"),
        Column("plan", "计划", value=lambda event: _in_plan(event) or "未列入年度计划"),
        Column("venue"),
        Column("expected_people", unit="人"),
        Column("permit_number"),
        Column("attendances", unit="人次"),
        Column("people", unit="人"),
        Column("reason", "延期、取消或重开原因", wide=True),
    )
    optional = ("theme", "venue", "permit_number", "people", "reason", "attendances")

    def get_context_data(self, **kwargs):
        event = self.object
        changeable = can_change_event(self.request.user, event)
        return (
            super().get_context_data(**kwargs)
            | event_panels_of(self.request, event, editable=changeable)
            | {
                "edit_url": "activities:event-edit" if changeable else "",
                "delete_url": "activities:event-delete" if changeable and event.is_draft else "",
            }
        )


class EventCreate(CreatePage):
    model = Event
    parent = PARENT
    form_class = EventForm
    message = "活动已保存为草稿，核对后发布。"
    hint = "保存后是草稿；落实责任人、填好安排后再发布。"

    def get_initial(self):
        """A project or day in the address fills the form: the project's page and the calendar lead here."""
        start = (timezone.localtime() + timedelta(days=7)).replace(hour=9, minute=0)
        wanted = {
            name: self.request.GET[name]
            for name in ("project", "theme")
            if self.request.GET.get(name, "").isdigit()
        }
        return {"starts_at": start, "ends_at": start + timedelta(hours=2)} | wanted

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.object.is_unplanned:
            messages.info(self.request, "年度计划已经批准，这项活动标为“计划外”。")
        warn_of_clashes(self.request, self.object)
        return response


class EventEdit(EditPage):
    model = Event
    parent = PARENT
    form_class = EventForm

    def dispatch(self, request, *args, **kwargs):
        event = get_object_or_404(Event.objects.editable_by(request.user), pk=kwargs["pk"])
        if not can_change_event(request.user, event):
            messages.error(
                request, f"活动{event.get_status_display()}，不能修改。已办结的活动由街道文化员重开后再改。"
            )
            return redirect(event)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        warn_of_clashes(self.request, self.object)
        return response


class EventDelete(DeletePage):
    model = Event
    parent = PARENT
    success_url = "/events/"

    def dispatch(self, request, *args, **kwargs):
        event = get_object_or_404(Event.objects.editable_by(request.user), pk=kwargs["pk"])
        if not event.is_draft:
            messages.error(request, "只有草稿可以删除；已发布而不再举办的活动请“取消”并写明原因。")
            return redirect(event)
        return super().dispatch(request, *args, **kwargs)


def event_ics(request, pk):
    """One event for the calendar of a phone (RFC 5545)."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    if event.is_draft:
        messages.error(request, "活动还是草稿，发布以后才能加入手机日历。")
        return redirect(event)
    content = calendar_of(event, request.build_absolute_uri(event.get_absolute_url()))
    headers = {"Content-Disposition": f'attachment; filename="event-{event.pk}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
