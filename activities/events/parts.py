"""Tasks and appearances of an event."""

from django.contrib import messages
from django.shortcuts import redirect

from activities.events.models import Appearance, Task
from activities.events.part_forms import AppearanceForm, TaskForm
from activities.events.rules import can_change_event
from activities.events.views import PARENT
from portal.pages.generic import CreatePage, DeletePage, EditPage


class PartPage:
    """A row below an event. A closed or cancelled event stays as it is."""

    parent = PARENT
    parent_field = "event"
    related = ("event",)

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not can_change_event(request.user, self.above):
            messages.error(request, f"活动{self.above.get_status_display()}，不能再改。")
            return redirect(self.above)
        return super().dispatch(request, *args, **kwargs)


class TaskPages(PartPage):
    """任务 of an event: who does what until when."""

    model = Task
    form_class = TaskForm
    create_label = "布置任务"
    created_message = "任务已布置，承办人会收到通知。"


class AppearancePages(PartPage):
    """参演团队 of an event, in the order of the programme."""

    model = Appearance
    form_class = AppearanceForm
    create_label = "添加参演团队"
    created_message = "已加入参演名单。"


class TaskCreate(TaskPages, CreatePage):
    pass


class TaskEdit(TaskPages, EditPage):
    pass


class TaskDelete(TaskPages, DeletePage):
    pass


class AppearanceCreate(AppearancePages, CreatePage):
    pass


class AppearanceEdit(AppearancePages, EditPage):
    pass


class AppearanceDelete(AppearancePages, DeletePage):
    pass
