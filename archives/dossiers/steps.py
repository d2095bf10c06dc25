"""A dossier's way: handed in, accepted or returned, and the event closed with it. Every decision is a Review."""

from functools import partial

from django.utils import timezone

from activities.events.steps import EVENT
from activities.models import Event
from archives.dossiers import rules
from archives.dossiers.models import Dossier, Review
from portal.models import User
from portal.steps import Machine, Step

State = Dossier.Status

NOT_THE_REVIEWER = "档案由街道文化员审核。"

DECISION = {State.ACCEPTED: Review.Decision.ACCEPTED, State.RETURNED: Review.Decision.RETURNED}


def _keep_sender(dossier, *, by):
    dossier.submitted_at, dossier.submitted_by = timezone.now(), by


def _close_with_event(dossier, *, by):
    """Before it is closed the event asks whether its dossier is accepted, so that is saved first; whatever else
    stands against closing undoes both."""
    dossier.accepted_at = timezone.now()
    dossier.save(update_fields=["status", "accepted_at"])
    if dossier.event.status != Event.Status.CLOSED:
        EVENT.follow("close", dossier.event, by=by)  # whoever may accept closes the event with it


def _keep_review(dossier, *, step, by, reason):
    if step.to in DECISION:
        Review.objects.create(dossier=dossier, decision=DECISION[step.to], reason=reason, by=by)


def _tell_officers(dossier, *, by):
    event = dossier.event
    officers = User.objects.officers_of(event.street_id)
    return [(officers, f"{event.owner_name}提交了《{event.title}》档案，请审核")]


def _tell_accepted(dossier, *, by):
    return [(_keepers(dossier), f"《{dossier.event.title}》档案已审核通过，活动办结")]


def _tell_returned(dossier, *, by, reason):
    return [(_keepers(dossier), f"《{dossier.event.title}》档案被退回：{reason}")]


def _keepers(dossier):
    """Who handed it in, and whoever is answerable for the event."""
    return [dossier.submitted_by, dossier.event.responsible]


def _lock(dossier):
    """The row with its slots counted, since they decide what may be done."""
    rows = Dossier.objects.with_slots().select_related("event__street", "event__community", "submitted_by")
    return rows.select_for_update(of=("self",)).get(pk=dossier.pk)


DOSSIER = Machine(
    Dossier,
    Step(
        "submit",
        "提交审核",
        from_=(State.OPEN, State.RETURNED),
        to=State.SUBMITTED,
        may=rules.can_keep,
        why_not=rules.why_not_submit,
        change=_keep_sender,
        tells=_tell_officers,
        done="已提交，等待街道文化员审核。",
        confirm="提交后在审核期间不能再改，确定提交吗？",
        icon="send",
        primary=True,
        not_yours="档案由活动的主办单位整理提交。",
        not_now="档案已经提交，不用重复提交。",
        reach=lambda rows, user: rows.editable_by(user).with_slots(),
    ),
    Step(
        "accept",
        "通过，活动办结",
        from_=(State.SUBMITTED,),
        to=State.ACCEPTED,
        may=rules.can_review,
        why_not=rules.why_not_accept,
        change=_close_with_event,
        tells=_tell_accepted,
        done="已通过，活动办结。",
        confirm="通过后活动办结，档案不再修改。确定通过吗？",
        icon="check",
        primary=True,
        not_yours=NOT_THE_REVIEWER,
        not_now=partial(rules.not_under_review, verb="通过"),
        reach=lambda rows, user: rows.visible_to(user).with_slots(),
    ),
    Step(
        "return",
        "退回补充",
        from_=(State.SUBMITTED, State.ACCEPTED),
        to=State.RETURNED,
        may=rules.can_review,
        why_not=rules.why_not_return,
        tells=_tell_returned,
        needs_reason=True,
        done="已退回，经办人会收到通知。",
        icon="arrow-back-up",
        not_yours=NOT_THE_REVIEWER,
        not_now=partial(rules.not_under_review, verb="退回"),
        reach=lambda rows, user: rows.visible_to(user).with_slots(),
    ),
    log=_keep_review,
    lock=_lock,
)
