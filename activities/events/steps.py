"""活动: draft → planned → held → closed; postponed or cancelled with a reason."""

from django.utils import timezone

from activities.event_states import AHEAD
from activities.events import rules
from activities.events.models import Event
from portal.access import can_edit
from portal.contributions import Contribution, contributors
from portal.models import User
from portal.steps import Machine, Step

Status = Event.Status

NOT_THE_OWNER = "活动由主办单位办理。"


def _publish(event, *, by):
    """Opens the event to colleagues; other nouns begin their part (archives: the dossier)."""
    event.published_at = timezone.now()
    for begin in contributors(Contribution.event_published):
        begin(event)


def _hold(event, *, by, attendances: int, people: int | None = None):
    """attendances is 人次, people the distinct 人."""
    event.held_at = timezone.now()
    _correct(event, by=by, attendances=attendances, people=people)


def _correct(event, *, by, attendances: int, people: int | None = None):
    event.attendances, event.people = attendances, people


def _postpone(event, *, by, starts_at, ends_at, reason):
    event.starts_at, event.ends_at, event.reason = starts_at, ends_at, reason


def _cancel(event, *, by, reason):
    event.reason = reason


def _close(event, *, by):
    event.closed_at = timezone.now()


def _reopen(event, *, by, reason):
    """The reason stays on the event."""
    event.closed_at, event.reason = None, f"重开：{reason}"[:200]


def _tell_responsible(event, *, by):
    yield [event.responsible], f"您负责的活动《{event.title}》已发布，{event.when}"


def _tell_postponement(event, *, by, reason, **times):
    yield _concerned(event), f"活动《{event.title}》延期到 {event.when}：{reason}"


def _tell_cancellation(event, *, by, reason):
    yield _concerned(event), f"活动《{event.title}》已取消：{reason}"


def _tell_reopening(event, *, by, reason):
    yield _concerned(event), f"活动《{event.title}》已重开：{reason}"


def _concerned(event):
    """Whoever prepares: responsible, task holders, the owner's staff, for street events the invited communities'."""
    invited = event.participations.values("community")
    workers = User.objects.active().filter(tasks__event=event).distinct()
    staff = User.objects.staff_of([event.community_id] if event.community_id else invited)
    return [event.responsible, *workers, *staff]


def _cannot(verb):
    return lambda event: f"本活动{event.get_status_display()}，不能{verb}。"


EVENT = Machine(
    Event,
    Step(
        "publish",
        "发布",
        from_=(Status.DRAFT,),
        to=Status.PLANNED,
        may=can_edit,
        why_not=rules.why_not_publish,
        change=_publish,
        tells=_tell_responsible,
        done=lambda event: "已发布。" if event.community_id else "已发布。可以在本页“邀请全部社区”参加。",
        icon="send",
        primary=True,
        not_yours=NOT_THE_OWNER,
        not_now=lambda event: f"只有草稿可以发布，本活动{event.get_status_display()}。",
    ),
    Step(
        "hold",
        "登记举办",
        from_=AHEAD,
        to=Status.HELD,
        may=can_edit,
        why_not=rules.why_not_hold,
        change=_hold,
        needs_form=True,
        done="已登记。接着整理五有档案，齐备后办结。",
        icon="circle-check",
        primary=True,
        hidden_while_blocked=True,
        not_yours=NOT_THE_OWNER,
        not_now=_cannot("登记举办情况"),
    ),
    Step(
        "close",
        "办结",
        from_=(Status.HELD,),
        to=Status.CLOSED,
        may=can_edit,
        why_not=rules.why_not_close,
        change=_close,
        done="已办结，计入考核和年鉴。",
        icon="archive",
        primary=True,
        not_yours=NOT_THE_OWNER,
        not_now=lambda event: f"先登记举办情况才能办结，本活动{event.get_status_display()}。",
    ),
    Step(
        "correct",
        "更正人次",
        from_=(Status.HELD,),
        may=can_edit,
        why_not=rules.why_not_hold,
        change=_correct,
        needs_form=True,
        done="已更正。接着整理五有档案，齐备后办结。",
        icon="edit",
        not_yours=NOT_THE_OWNER,
        not_now=_cannot("更正人次"),
        address="hold",
    ),
    Step(
        "postpone",
        "延期",
        from_=AHEAD,
        to=Status.POSTPONED,
        may=can_edit,
        change=_postpone,
        tells=_tell_postponement,
        needs_form=True,
        needs_reason=True,
        done="已延期，有关人员会收到通知。",
        icon="calendar-time",
        not_yours=NOT_THE_OWNER,
        not_now=_cannot("延期或取消"),
    ),
    Step(
        "cancel",
        "取消活动",
        from_=AHEAD,
        to=Status.CANCELLED,
        may=can_edit,
        change=_cancel,
        tells=_tell_cancellation,
        needs_reason=True,
        done="已取消，有关人员会收到通知。",
        icon="calendar-off",
        not_yours=NOT_THE_OWNER,
        not_now=_cannot("延期或取消"),
    ),
    Step(
        "reopen",
        "重开",
        from_=(Status.CLOSED,),
        to=Status.HELD,
        may=rules.can_reopen,
        change=_reopen,
        tells=_tell_reopening,
        needs_reason=True,
        done="已重开，更正后请再次办结。",
        icon="lock-open",
        not_yours="已办结的活动由街道文化员重开。",
        not_now="只有已办结的活动需要重开。",
    ),
)
