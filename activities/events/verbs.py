"""The pages of an event's steps, and 复制, which makes another event."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from activities.events.forms import HoldForm, PostponeForm
from activities.events.models import Event
from activities.events.services import copy_event
from activities.events.views import warn_of_clashes
from portal.pages.steps import StepPage


def _figures(event):
    return {"initial": {"attendances": event.attendances, "people": event.people}}


def _times(event):
    return {"initial": {"starts_at": event.starts_at, "ends_at": event.ends_at}}


HOLD = StepPage(
    HoldForm,
    title="登记举办情况",
    hint=lambda event: f"《{event.title}》{event.when}。人次和人数分开登记，不相加。",
    form_arguments=_figures,
    submit_label="登记",
)

PAGES = {
    "hold": HOLD,
    "correct": HOLD,
    "postpone": StepPage(
        PostponeForm,
        title="活动延期",
        hint=lambda event: f"原定时间：{event.when}。",
        form_arguments=_times,
        after=warn_of_clashes,
    ),
    "cancel": StepPage(
        title="取消活动",
        hint=lambda event: f"《{event.title}》将不再举办，记录和原因保留。",
        submit_label="取消这项活动",
    ),
    "reopen": StepPage(
        title="重开活动",
        hint="重开以后回到“已举办”，可以更正人次和档案，再次办结以前不计入考核。",
    ),
}


@require_POST
def event_copy(request, pk):
    event = get_object_or_404(Event.objects.editable_by(request.user).select_related("community"), pk=pk)
    copy = copy_event(event=event, by=request.user)
    messages.success(request, "已复制为草稿，请核对时间和内容。")
    return redirect("activities:event-edit", copy.pk)
