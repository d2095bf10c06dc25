"""Tasks and appearances of an event."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from activities.events.models import Appearance, Event, Task
from activities.events.part_forms import AppearanceForm, TaskForm
from activities.events.rules import can_change_event, can_finish_task
from activities.events.tasks_in_hand import toggle_task
from activities.events.views import PARENT
from portal.pages.generic import CreatePage, DeletePage, EditPage


class PartPage:
    """A form below an event. A closed or cancelled event stays as it is."""

    parent = PARENT

    def dispatch(self, request, *args, **kwargs):
        event = self._event(request, kwargs["pk"])
        if not can_change_event(request.user, event):
            messages.error(request, f"活动{event.get_status_display()}，不能再改。")
            return redirect(event)
        return super().dispatch(request, *args, **kwargs)

    def _event(self, request, pk):
        if getattr(self, "parent_model", None):
            return get_object_or_404(Event.objects.editable_by(request.user), pk=pk)
        return get_object_or_404(
            self.model.objects.editable_by(request.user).select_related("event"), pk=pk
        ).event

    def get_success_url(self):
        return self.object.get_absolute_url()


class TaskCreate(PartPage, CreatePage):
    model = Task
    parent_model = Event
    parent_field = "event"
    form_class = TaskForm
    title = "布置任务"
    message = "任务已布置，承办人会收到通知。"


class TaskEdit(PartPage, EditPage):
    model = Task
    form_class = TaskForm


class TaskDelete(PartPage, DeletePage):
    model = Task


class AppearanceCreate(PartPage, CreatePage):
    model = Appearance
    parent_model = Event
    parent_field = "event"
    form_class = AppearanceForm
    title = "添加参演团队"
    message = "已加入参演名单。"


class AppearanceEdit(PartPage, EditPage):
    model = Appearance
    form_class = AppearanceForm


class AppearanceDelete(PartPage, DeletePage):
    model = Appearance


@require_POST
def task_toggle(request, pk):
    task = get_object_or_404(Task.objects.visible_to(request.user).select_related("event"), pk=pk)
    if not can_finish_task(request.user, task):
        raise PermissionDenied("任务由承办人或活动的管理人登记完成。")
    done = toggle_task(task=task, by=request.user)
    messages.success(request, f"任务“{task.title}”{'已完成' if done else '恢复为进行中'}。")
    return redirect(task)
