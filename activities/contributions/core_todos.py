"""To-dos of plans, events and tasks, at most four queries for any role; each leads to the very place."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from activities.events.forms import OVERDUE
from activities.events.models import Appearance, Event, Participation, Task
from activities.plans.models import Plan
from activities.plans.rules import SUBMIT_BY
from activities.projects.models import Milestone
from portal.duties.todos import duty_todos
from portal.pieces import Todo, folded

SOON = timedelta(days=14)  # milestones, appearances
DRAFT_SOON = timedelta(days=30)  # drafts whose day comes near
REVIEW_DAYS = timedelta(days=7)  # a submitted plan should not wait longer
REPLY_AHEAD = timedelta(days=3)  # invitations are answered this long before the event


def todos_of(user) -> list[Todo]:
    if user.is_officer:
        return [*_plans_to_decide(user), *_milestones(user), *_unregistered(user), *_tasks(user)]
    if user.is_staff_member:
        return [*_own_plan(user), *_own_events(user), *_invitations(user), *_tasks(user)]
    if user.is_leader:
        return _plans_to_decide(user)
    if user.is_captain:
        return [*_appearances(user), *_tasks(user)]
    return []


def _plans_to_decide(user):
    plans = Plan.objects.visible_to(user).filter(status=Plan.Status.SUBMITTED).select_related("community")
    if user.is_officer:
        plans = plans.filter(community__isnull=False)
    found = [
        Todo(f"审批《{plan.title}》", plan.get_absolute_url(), "计划审批",
             timezone.localdate(plan.submitted_at) + REVIEW_DAYS, plan.owner_name)
        for plan in plans
    ]  # fmt: skip
    return folded(
        found, "审批 {n} 份年度计划", f"{reverse('activities:plan-list')}?year=all&status=submitted"
    )


def _milestones(user):
    until = timezone.localdate() + SOON
    steps = Milestone.objects.visible_to(user).open().filter(due_on__lte=until).select_related("project")
    found = duty_todos(steps, kind="项目节点", place=lambda step: step.project.title)
    return folded(found, "{n} 个项目节点已到期或两周内到期", reverse("activities:project-list"))


def _unregistered(user):
    """Events of the whole street past their day; the officer chases them, the owner registers them."""
    rows = Event.objects.visible_to(user).overdue().select_related("community").order_by("ends_at")
    return _folded_events([_register(event) for event in rows], user, "登记 {n} 场活动的举办情况", OVERDUE)


def _folded_events(found, user, title, status):
    place = f"&community={user.community_id}" if user.community_id else ""
    return folded(found, title, f"{reverse('activities:event-list')}?year=all&status={status}{place}")


def _register(event):
    return Todo(
        f"登记《{event.title}》的举办情况", event.get_absolute_url(), "登记举办",
        timezone.localdate(event.ends_at), event.owner_name,
    )  # fmt: skip


def _own_plan(user):
    """The plan of this year, and from December on that of the next, until it is submitted."""
    today = timezone.localdate()
    year = today.year + 1 if today.month == 12 else today.year
    plan = Plan.objects.editable_by(user).for_year(year).first()
    if plan is not None and not plan.is_editable:
        return []
    due = date(year, *SUBMIT_BY)
    if plan is None:
        return [
            Todo(
                f"编制{year}年度计划",
                f"{reverse('activities:plan-copy')}?year={year}",
                "年度计划",
                due,
                "可以沿用上年计划",
            )
        ]
    verb = "修改后再次报审" if plan.status == Plan.Status.RETURNED else "报审"
    return [
        Todo(f"{verb}《{plan.title}》", plan.get_absolute_url(), "年度计划", due, plan.get_status_display())
    ]


def _own_events(user):
    near = Q(status=Event.Status.DRAFT, starts_at__lte=timezone.now() + DRAFT_SOON)
    past = Q(status__in=[Event.Status.PLANNED, Event.Status.POSTPONED], ends_at__lt=timezone.now())
    rows = (
        Event.objects.editable_by(user).filter(near | past).select_related("community").order_by("starts_at")
    )
    held = [_register(event) for event in rows if event.is_ahead]
    drafts = [_publish(event) for event in rows if not event.is_ahead]
    return [
        *_folded_events(held, user, "登记 {n} 场活动的举办情况", OVERDUE),
        *_folded_events(drafts, user, "发布 {n} 场临近的活动草稿", Event.Status.DRAFT.value),
    ]


def _publish(event):
    return Todo(
        f"发布《{event.title}》",
        event.get_absolute_url(),
        "活动草稿",
        timezone.localdate(event.starts_at),
        event.when,
    )


def _invitations(user):
    rows = Participation.objects.editable_by(user).filter(
        state=Participation.State.INVITED, event__ends_at__gt=timezone.now()
    )
    rows = rows.exclude(event__status=Event.Status.CANCELLED).select_related("event")
    found = [
        Todo(f"反馈是否参加《{row.event.title}》", reverse("activities:participation-reply", args=[row.pk]), "街道邀请",
             timezone.localdate(row.event.starts_at) - REPLY_AHEAD, row.event.when)
        for row in rows
    ]  # fmt: skip
    url = f"{reverse('activities:participation-list')}?year=all&state=invited&community={user.community_id}"
    return folded(found, "反馈是否参加街道的 {n} 场活动", url)


def _tasks(user):
    """Each task by itself, or, when one event has many of mine, that event once."""
    rows = Task.objects.visible_to(user).open().in_hands_of(user).select_related("event")
    own = {}
    for task in rows:
        own.setdefault(task.event, []).append(task)
    return [
        line
        for event, tasks in own.items()
        for line in folded(
            duty_todos(tasks, kind="活动任务"),
            f"办理《{event.title}》的 {{n}} 项任务",
            f"{event.get_absolute_url()}#tasks-head",
            most=2,
        )
    ]


def _appearances(user):
    now = timezone.now()
    rows = Appearance.objects.filter(
        troupe__captain=user, event__ends_at__gt=now, event__starts_at__lte=now + 3 * SOON,
        event__status__in=[Event.Status.PLANNED, Event.Status.POSTPONED],
    ).select_related("event", "troupe", "programme")  # fmt: skip
    return [
        Todo(f"{row.troupe}参演《{row.event.title}》", row.get_absolute_url(), "演出",
             timezone.localdate(row.event.starts_at), f"{row.event.place} {row.programme or ''}".strip())
        for row in rows
    ]  # fmt: skip
