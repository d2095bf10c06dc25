"""办结 and 撤销办结 of a duty, the same for every noun, and handing it to somebody."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from portal.access import demand_editable, visible
from portal.notices.services import notify
from portal.steps import Machine, Step


def duty_machine(
    model,
    *,
    may_finish: Callable,
    not_yours: str,
    may_reopen: Callable | None = None,
    not_yours_to_reopen: str = "",
    finish: str = "完成",
    reopen: str = "恢复",
    address: str = "",
) -> Machine:
    """The machine of a Duty: open → done and back. Who may finish may reopen, unless `may_reopen` says otherwise;
    whoever is responsible is told when somebody else reopens. With an `address` both steps share it (完成 and
    恢复 are one switch), otherwise each has its own."""
    kind = model._meta.verbose_name
    return Machine(
        model,
        Step(
            "finish",
            finish,
            from_=(False,),
            may=may_finish,
            change=_finish,
            done=lambda duty: f"{duty.named}{duty.DONE_WORD}。",
            icon="check",
            primary=True,
            not_yours=not_yours,
            not_now=lambda duty: f"这项{kind}已于{duty.done_on:%Y-%m-%d}{finish}。",
            reach=visible,
            address=address,
        ),
        Step(
            "reopen",
            reopen,
            from_=(True,),
            may=may_reopen or may_finish,
            change=_reopen,
            tells=lambda duty, by: [([duty.responsible], f"{duty.named}被{reopen}，请继续办理")],
            done=lambda duty: f"{duty.named}恢复为{duty.OPEN_WORD}。",
            not_yours=not_yours_to_reopen or not_yours,
            not_now=f"这项{kind}还没有{finish}。",
            reach=visible,
            address=address,
        ),
        state_of=lambda duty: duty.is_done,
    )


def _finish(duty, *, by):
    duty.done_on = timezone.localdate()


def _reopen(duty, *, by):
    duty.done_on = None


@transaction.atomic
def hand_out(*, duty, by):
    """Save a new or changed `duty` and tell whoever becomes responsible for it. Only who edits what it belongs
    to hands it out: PermissionDenied otherwise."""
    demand_editable(by, duty.owner)
    before = type(duty)._default_manager.filter(pk=duty.pk).values_list("responsible", flat=True).first()
    duty.save()
    if duty.responsible_id not in (None, before, by.pk):
        notify([duty.responsible], duty.assignment, duty.get_absolute_url())
    return duty
