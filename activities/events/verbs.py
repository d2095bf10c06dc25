"""发布、登记举办、延期、取消、办结、重开、复制: the verbs of an event."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from activities.events import rules, services
from activities.events.forms import HoldForm, PostponeForm
from activities.events.models import Event
from activities.events.views import warn_of_clashes
from portal.forms.reasons import ReasonForm
from portal.pages.verbs import act, ask


def _own(request, pk):
    return get_object_or_404(
        Event.objects.editable_by(request.user).select_related("community", "responsible"), pk=pk
    )


def _refuse(request, event, obstacles):
    """The sentences on the event's page when the verb is not possible now; None when it is."""
    for sentence in obstacles:
        messages.error(request, sentence)
    return redirect(event) if obstacles else None


@require_POST
def event_publish(request, pk):
    event = _own(request, pk)
    done = "已发布。" if event.community_id else "已发布。可以在本页“邀请全部社区”参加。"
    return act(request, event, done, services.publish_event, event=event)


def event_hold(request, pk):
    event = _own(request, pk)
    refused = _refuse(request, event, rules.hold_obstacles(event))
    if refused:
        return refused
    initial = {"attendances": event.attendances, "people": event.people}
    return ask(
        request, event, HoldForm(request.POST or None, initial=initial), partial(services.hold_event, event=event),
        title="登记举办情况", done="已登记。接着整理五有档案，齐备后办结。", submit_label="登记",
        hint=f"《{event.title}》{event.when}。人次和人数分开登记，不相加。",
    )  # fmt: skip


def event_postpone(request, pk):
    event = _own(request, pk)
    refused = _refuse(request, event, rules.change_obstacles(event))
    if refused:
        return refused
    initial = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    response = ask(
        request, event, PostponeForm(request.POST or None, initial=initial), partial(services.postpone_event, event=event),
        title="活动延期", done="已延期，有关人员会收到通知。", submit_label="延期", hint=f"原定时间：{event.when}。",
    )  # fmt: skip
    if response.status_code == 302:
        warn_of_clashes(request, event)
    return response


def event_cancel(request, pk):
    event = _own(request, pk)
    refused = _refuse(request, event, rules.change_obstacles(event))
    return refused or ask(
        request, event, ReasonForm(request.POST or None), partial(services.cancel_event, event=event),
        title="取消活动", done="已取消，有关人员会收到通知。", submit_label="取消这项活动",
        hint=f"《{event.title}》将不再举办，记录和原因保留。",
    )  # fmt: skip


@require_POST
def event_close(request, pk):
    event = _own(request, pk)
    return act(request, event, "已办结，计入考核和年鉴。", services.close_event, event=event)


def event_reopen(request, pk):
    event = _own(request, pk)
    if not request.user.is_officer:
        raise PermissionDenied("已办结的活动由街道文化员重开。")
    refused = _refuse(request, event, rules.reopen_obstacles(event))
    return refused or ask(
        request, event, ReasonForm(request.POST or None), partial(services.reopen_event, event=event),
        title="重开活动", done="已重开，更正后请再次办结。", submit_label="重开",
        hint="重开以后回到“已举办”，可以更正人次和档案，再次办结以前不计入考核。",
    )  # fmt: skip


@require_POST
def event_copy(request, pk):
    copy = services.copy_event(event=_own(request, pk), by=request.user)
    messages.success(request, "已复制为草稿，请核对时间和内容。")
    return redirect("activities:event-edit", copy.pk)
