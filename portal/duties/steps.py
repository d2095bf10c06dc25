"""办结 and 撤销办结 of a duty, the same for every noun, and handing it to somebody."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from portal.notices.services import notify
from portal.steps import Machine, Step


def duty_machine(
    model,
    *,
    may_finish: Callable,
    may_reopen: Callable,
    finish: str = "完成",
    reopen: str = "恢复",
    tells_reopening: Callable = lambda row, by: [],
    not_yours: str = "只有责任人和记录单位可以办结。",
) -> Machine:
    """The machine of a Duty: open → done and back. `tells_reopening(row, by=…)` as in Step.tells."""
    kind = model._meta.verbose_name
    return Machine(
        model,
        Step(
            "finish",
            finish,
            from_=(False,),
            may=may_finish,
            change=_finish,
            icon="check",
            primary=True,
            done=f"{kind}已{finish}。",
            not_yours=not_yours,
            not_now=lambda row: f"这项{kind}已于{row.done_on:%Y-%m-%d}{finish}。",
        ),
        Step(
            "reopen",
            reopen,
            from_=(True,),
            may=may_reopen,
            change=_reopen,
            icon="rotate",
            tells=tells_reopening,
            done=f"{kind}已恢复办理。",
            not_yours=not_yours,
            not_now=f"这项{kind}还没有{finish}。",
        ),
        state_of=lambda row: row.is_done,
    )


def _finish(row, *, by):
    row.done_on = timezone.localdate()


def _reopen(row, *, by):
    row.done_on = None


def toggle(machine: Machine, row, *, by) -> bool:
    """Finish an open duty or take a finished one up again; returns whether it is now done."""
    return machine.take("reopen" if row.is_done else "finish", row, by=by).is_done


@transaction.atomic
def hand_out(*, duty, by, sentence: str) -> None:
    """Save `duty`; who becomes responsible for it is told `sentence`."""
    before = type(duty)._default_manager.filter(pk=duty.pk).values_list("responsible", flat=True).first()
    duty.save()
    if duty.responsible_id not in (None, before, by.pk):
        notify([duty.responsible], sentence, duty.get_absolute_url())
