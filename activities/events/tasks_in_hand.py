"""责任到人: tasks of events and milestones of projects, handed out and finished."""

from django.db import transaction
from django.utils import timezone

from portal.notices.services import notify


@transaction.atomic
def hand_out_task(*, task, by) -> None:
    """Save `task`; a new assignee is told."""
    before = type(task).objects.filter(pk=task.pk).values_list("assignee", flat=True).first()
    task.save()
    if task.assignee_id and task.assignee_id not in (before, by.pk):
        sentence = f"《{task.event.title}》的任务“{task.title}”由您承办，期限 {task.due_on:%Y-%m-%d}"
        notify([task.assignee], sentence, task.get_absolute_url())


@transaction.atomic
def toggle_task(*, task, by) -> bool:
    """Finish an open task or reopen a finished one; returns whether it is now done."""
    task.done_at = None if task.done_at else timezone.now()
    task.save(update_fields=["done_at"])
    return task.done_at is not None
