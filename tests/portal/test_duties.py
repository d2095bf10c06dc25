"""Duties: open, overdue, done; handed out, finished, reopened, handed over; a line on the home page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from activities.events.task_steps import TASK
from activities.meetings.steps import RESOLUTION
from activities.models import Milestone, Resolution, Task
from portal.duties.models import Duty
from portal.duties.steps import hand_out
from portal.duties.todos import duty_todos
from tests.factories.activities.events import EventFactory, TaskFactory
from tests.factories.activities.meetings import ResolutionFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory
from tests.factories.portal import UserFactory

TODAY = timezone.localdate


def told(user):
    return [notice.title for notice in user.notices.order_by("pk")]


@pytest.mark.parametrize(
    ("days", "done", "state", "tone"),
    [(0, False, "进行中", "info"), (-1, False, "已逾期", "bad"), (-1, True, "已完成", "good")],
)
def test_duty_is_overdue_from_the_day_after_its_due_day(days, done, state, tone):
    task = Task(title="布置", due_on=TODAY() + timedelta(days=days), done_on=TODAY() if done else None)
    assert (task.state, task.status_tone, task.is_overdue) == (state, tone, state == "已逾期")


def test_every_duty_says_what_it_belongs_to_and_leads_there(community):
    kinds = Duty.__subclasses__()
    assert {Task, Milestone, Resolution} <= set(kinds)
    for kind in kinds:
        assert kind._meta.get_field(kind.OWNER).many_to_one, kind
    step = MilestoneFactory(community=community)
    assert (step.owner, step.anchor) == (step.project, f"milestone-{step.pk}")
    assert step.get_absolute_url() == step.project.get_absolute_url()


def test_queryset_knows_open_overdue_and_whose(community, staff, officer):
    late = TaskFactory(community=community, responsible=staff, due_on=TODAY() - timedelta(days=1))
    done = TaskFactory(
        event=late.event, responsible=staff, done_on=TODAY(), due_on=TODAY() - timedelta(days=9)
    )
    theirs = TaskFactory(event=late.event, responsible=officer)
    assert set(Task.objects.open()) == {late, theirs}
    assert set(Task.objects.overdue()) == {late}
    assert set(Task.objects.in_hands_of(staff)) == {late, done}


def test_open_duties_follow_the_post_and_done_ones_stay(community, staff):
    open_one = ResolutionFactory(community=community, responsible=staff)
    done = ResolutionFactory(community=community, responsible=staff, done=True)
    successor = UserFactory(community=community)
    assert Resolution.objects.hand_over(staff, successor) == 1
    for row, holder in ((open_one, successor), (done, staff)):
        row.refresh_from_db()
        assert row.responsible == holder


# Finishing ------------------------------------------------------------------------------------
def test_duty_is_finished_today_and_taken_up_again(community, staff):
    task = TaskFactory(community=community, title="布置")
    assert TASK.take("finish", task, by=staff).done_on == TODAY()
    assert TASK["finish"].done_text(task) == "任务“布置”已完成。"
    with pytest.raises(ValidationError, match=f"这项任务已于{TODAY():%Y-%m-%d}完成"):
        TASK.take("finish", task, by=staff)
    assert TASK.take("reopen", task, by=staff).done_on is None
    assert TASK["reopen"].done_text(task) == "任务“布置”恢复为进行中。"
    with pytest.raises(ValidationError, match="这项任务还没有完成"):
        TASK.take("reopen", task, by=staff)


def test_nouns_name_their_verbs_and_say_who_may_reopen(community, staff, officer):
    row = ResolutionFactory(
        community=None,
        meeting__community=None,
        meeting__street=officer.street,
        responsible=staff,
        title="维修音响",
    )
    RESOLUTION.take("finish", row, by=staff)
    assert RESOLUTION["finish"].done_text(row) == "议定事项“维修音响”已办结。"
    with pytest.raises(PermissionDenied, match="只有会议的记录单位可以撤销办结"):
        RESOLUTION.take("reopen", row, by=staff)
    RESOLUTION.take("reopen", row, by=officer)
    assert told(staff) == ["议定事项“维修音响”被撤销办结，请继续办理"]


def test_switch_finishes_and_reopens_at_one_address(client, staff, community):
    task = TaskFactory(community=community, title="布置")
    client.force_login(staff)
    for sentence, done in (("任务“布置”已完成。", True), ("任务“布置”恢复为进行中。", False)):
        answer = client.post(f"/tasks/{task.pk}/toggle/", follow=True)
        assert [str(message) for message in answer.context["messages"]] == [sentence]
        task.refresh_from_db()
        assert task.is_done is done


# Handing out ----------------------------------------------------------------------------------
def test_whoever_becomes_responsible_is_told_once(community, staff, officer):
    event = EventFactory(community=community, title="汇演")
    task = Task(event=event, title="布置", responsible=staff, due_on=TODAY())
    hand_out(duty=task, by=officer)
    hand_out(duty=task, by=officer)
    assert told(staff) == [f"《汇演》的任务“布置”由您承办，期限 {TODAY():%Y-%m-%d}"]
    task.responsible = officer
    hand_out(duty=task, by=officer)  # to himself: nothing to tell
    task.responsible = None
    hand_out(duty=task, by=officer)
    assert told(officer) == []
    assert Task.objects.get().responsible is None


def test_only_who_edits_what_it_belongs_to_hands_it_out(street, staff, officer):
    step = MilestoneFactory.build(project=ProjectFactory(community=None, street=street), responsible=staff)
    with pytest.raises(PermissionDenied):
        hand_out(duty=step, by=staff)
    assert not Milestone.objects.exists()
    assert hand_out(duty=step, by=officer).pk


# Home page ------------------------------------------------------------------------------------
def test_todo_leads_to_the_very_line_and_says_where_it_belongs(community, client, staff):
    row = ResolutionFactory(community=community, title="维修音响", responsible=staff)
    (todo,) = duty_todos([row], kind="会议", prefix="办理：")
    assert (todo.title, todo.kind, todo.due, todo.detail) == (
        "办理：维修音响",
        "会议",
        row.due_on,
        str(row.meeting),
    )
    assert todo.url == f"{row.meeting.get_absolute_url()}#resolution-{row.pk}"
    client.force_login(staff)
    page, anchor = todo.url.split("#")
    assert f'id="{anchor}"' in client.get(page).content.decode()
    (todo,) = duty_todos([row], kind="会议", place=lambda duty: duty.meeting.owner_name)
    assert todo.detail == "滨河社区"
