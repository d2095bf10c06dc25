"""活动: who may, and what stands in the way of the next step, in sentences that name the remedy."""

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


def can_reopen(user, event) -> bool:
    """重开: the officer alone, since a closed event already counts in the assessment."""
    return user.is_officer and can_edit(user, event)


def why_not_publish(user, event) -> list[str]:
    """发布: with somebody responsible, and with a permit where one is required."""
    found = [] if event.responsible_id else ["还没有落实责任人，请在“修改”中选定后再发布。"]
    permit = permit_obstacle(event.expected_people, event.permit_number)
    return [*found, permit] if permit else found


def why_not_hold(user, event) -> list[str]:
    """登记举办: after the event has begun; figures may be corrected until it is closed."""
    return [] if event.starts_at <= timezone.now() else ["活动还没有开始，请在活动开始以后登记举办情况。"]


def why_not_close(user, event) -> list[str]:
    """办结: no noun objects (archives: the 五有 dossier)."""
    return collect(Contribution.event_obstacles, event)


def why_not_invite(user, event) -> list[str]:
    """邀请社区: to the street's own events, once they are published."""
    if event.community_id:
        return ["只有街道本级的活动邀请社区参加。"]
    return ["活动还是草稿，请先发布再邀请社区。"] if event.status == Event.Status.DRAFT else []


def is_invited(user, participation) -> bool:
    """参加反馈: the invited community answers for itself; the street records (登记各社区参加情况)."""
    return user.is_staff_member and participation.community_id == user.community_id


def why_not_reply(user, participation) -> list[str]:
    """参加反馈: until the event has ended; then the officer's entry counts."""
    if participation.event.is_over or participation.event.status == Event.Status.CANCELLED:
        return ["活动已经结束或取消，不再反馈；有出入请联系街道文化员。"]
    return []


def can_reply(user, participation) -> bool:
    return is_invited(user, participation) and not why_not_reply(user, participation)


def can_finish_task(user, task) -> bool:
    """任务: whoever has it in hand, or who keeps the event."""
    return task.responsible_id == user.pk or can_edit(user, task.event)
