"""活动: what stands in the way of the next step, in sentences that name the remedy."""

from django.conf import settings
from django.utils import timezone

from activities.events.models import Event
from portal.access import can_edit
from portal.contributions import Contribution, collect


def needs_permit(expected_people: int | None) -> bool:
    """大型群众性活动安全管理条例: from PERMIT_THRESHOLD expected people a permit is required."""
    return (expected_people or 0) >= settings.PERMIT_THRESHOLD


def permit_obstacle(expected_people, permit_number) -> str:
    """The sentence that refuses publication without a permit; empty when the gate is open."""
    if not needs_permit(expected_people) or permit_number.strip():
        return ""
    return (
        f"预计人数 {expected_people} 人，达到大型群众性活动安全许可标准（{settings.PERMIT_THRESHOLD} 人）。"
        "请先向公安机关申请许可，在“修改”中填写安全许可文号后再发布。"
    )


def can_change_event(user, event) -> bool:
    """The owner, until the event is closed or cancelled."""
    return can_edit(user, event) and event.status not in (Event.Status.CLOSED, Event.Status.CANCELLED)


def publish_obstacles(event) -> list[str]:
    """发布: a draft, with somebody responsible, and with a permit where one is required."""
    if event.status != Event.Status.DRAFT:
        return [f"只有草稿可以发布，本活动{event.get_status_display()}。"]
    found = [] if event.responsible_id else ["还没有落实责任人，请在“修改”中选定后再发布。"]
    permit = permit_obstacle(event.expected_people, event.permit_number)
    return [*found, permit] if permit else found


def hold_obstacles(event) -> list[str]:
    """登记举办: after the event has begun; figures may be corrected until it is closed."""
    if not event.is_ahead and event.status != Event.Status.HELD:
        return [f"本活动{event.get_status_display()}，不能登记举办情况。"]
    if event.starts_at > timezone.now():
        return ["活动还没有开始，请在活动开始以后登记举办情况。"]
    return []


def change_obstacles(event) -> list[str]:
    """延期、取消: only while the event is still to be held."""
    return [] if event.is_ahead else [f"本活动{event.get_status_display()}，不能延期或取消。"]


def close_obstacles(event) -> list[str]:
    """办结: an event that was held and to whose closing no room objects (archives: the 五有 dossier)."""
    if event.status != Event.Status.HELD:
        return [f"先登记举办情况才能办结，本活动{event.get_status_display()}。"]
    return collect(Contribution.event_obstacles, event)


def reopen_obstacles(event) -> list[str]:
    """重开: a closed event goes back to 已举办 so that its figures and dossier can be corrected."""
    return [] if event.status == Event.Status.CLOSED else ["只有已办结的活动需要重开。"]


def can_reply(user, participation) -> bool:
    """参加反馈: the invited community answers until the event has ended; then the officer's entry counts."""
    return (
        user.is_staff_member
        and participation.community_id == user.community_id
        and not participation.event.is_over
        and participation.event.status != Event.Status.CANCELLED
    )


def can_finish_task(user, task) -> bool:
    """任务: whoever has it in hand, or who keeps the event."""
    return task.assignee_id == user.pk or can_edit(user, task.event)
