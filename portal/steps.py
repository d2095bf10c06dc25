"""State machines as tables (流转): one row per verb, and one way to take it.

A noun writes its machine in `steps.py`, above its rules and below its forms::

    PLAN = Machine(
        Plan,
        Step("submit", "报审", from_=WRITABLE, to=Plan.Status.SUBMITTED, may=can_edit, change=keep_round,
             tells=tell_deciders, done="已报审，等待审批。", icon="send", primary=True),
        …
    )

Button, route, refusal, history row and notice follow from the row. Whoever runs a verb — page, job, test —
goes through `Machine.take`: it locks the row, asks who acts, asks what stands in the way, changes, logs and
tells. The page asks the same questions for its buttons. Where a step of one machine brings a step of another
with it (档案通过 → 活动办结), the first calls `Machine.follow` of the second.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from portal.access import editable
from portal.notices.services import notify

NOT_YOURS = "您的岗位不办理这项工作。"


def _nothing(*args, **kwargs):
    return []


@dataclass(frozen=True)
class Step:
    """One verb of a machine.

    `may(user, row) -> bool` is the office's rule of who; `why_not(user, row) -> list[str]` says in sentences
    what stands in the way although person and state fit. `change(row, *, by, **data)` sets further fields
    and may write related rows; it runs before the row is saved. `tells(row, *, by, **data)` gives
    (people, sentence), or (people, sentence, url) where another page than the row's is the place to go;
    nobody is told what he did himself. `data` is what the step's form asked for, `reason` where `needs_reason`.
    """

    verb: str  # names route and history: `<model>-<verb>`
    label: str
    from_: tuple
    to: object = None  # None: the state stays
    may: Callable[[object, object], bool] = lambda user, row: False
    why_not: Callable[[object, object], list[str]] = _nothing
    change: Callable | None = None
    tells: Callable[..., Iterable[tuple]] = _nothing
    needs_reason: bool = False
    needs_form: bool = False  # asks for more than a reason: its page names the form
    done: str | Callable[[object], str] = "已保存。"
    confirm: str = ""  # asked before a verb without a form acts
    icon: str = ""
    primary: bool = False  # what to do next, when nothing stands in the way
    hidden_while_blocked: bool = False  # no button that could only refuse
    not_yours: str = NOT_YOURS
    not_now: str | Callable[[object], str] = (
        ""  # the sentence of a wrong state; built from the labels when empty
    )
    reach: Callable = editable  # (rows, user) that find the page: `visible` for verbs of deciders
    address: str = ""  # of the verb whose route it shares; the state says which of them is meant

    @property
    def asks(self) -> bool:
        """Whether a page with a form stands before the verb."""
        return self.needs_form or self.needs_reason

    @property
    def route(self) -> str:
        return self.address or self.verb

    def done_text(self, row) -> str:
        return self.done(row) if callable(self.done) else self.done


class Machine:
    """The steps of one model, in the order of their buttons.

    `state_of(row)` reads the state (`row.status`); `log(row, *, step, by, reason)` writes a history row;
    `lock(row) -> row` reloads it under a row lock (`portal.steps.lock`).
    """

    def __init__(self, model: type[models.Model], *steps: Step, state_of=None, log=None, lock=None):
        self.model = model
        self.steps = {step.verb: step for step in steps}
        self.state_of = state_of or (lambda row: row.status)
        self.log = log
        self.lock = lock or _lock_in_place
        if len(self.steps) != len(steps):
            raise TypeError(f"{model.__name__} has two steps of one verb")

    def __getitem__(self, verb: str) -> Step:
        if verb not in self.steps:
            raise LookupError(f"{self.model.__name__} has no step {verb!r}, only {', '.join(self.steps)}")
        return self.steps[verb]

    def why_not(self, user, row, verb: str) -> list[str]:
        """Why `user` cannot take this step with `row` now: sentences, none when he can."""
        step = self[verb]
        if not step.may(user, row):
            return [step.not_yours]
        return self.obstacles(user, row, step)

    def obstacles(self, user, row, step: Step) -> list[str]:
        """What stands in the way apart from the person."""
        if not self.fits(row, step):
            return [self._wrong_state(row, step)]
        return list(step.why_not(user, row))

    def fits(self, row, step: Step) -> bool:
        """Whether the step begins in the state that `row` is in."""
        return self.state_of(row) in step.from_

    def open_to(self, user, row) -> list[tuple[Step, list[str]]]:
        """(step, obstacles) for the steps whose person and state fit: the buttons of the row's page."""
        fitting = [step for step in self.steps.values() if self.fits(row, step) and step.may(user, row)]
        asked = [(step, list(step.why_not(user, row))) for step in fitting]
        return [(step, found) for step, found in asked if not (found and step.hidden_while_blocked)]

    def take(self, verb: str, row, *, by, **data):
        """Take the step; returns the row as saved. Raises PermissionDenied when it is not this person's,
        ValidationError with the sentences that stand in the way; `row` is then as it was."""
        step = self[verb]
        with transaction.atomic():
            row = self.lock(row)
            if not step.may(by, row):
                raise PermissionDenied(step.not_yours)
            return self._go(step, row, by, data)

    def follow(self, verb: str, row, *, by, **data):
        """Take a step that a step of another machine brings with it. That one asked whether `by` may; this one
        asks only what stands in its own way, and names `by` as who did it. Never called from a page."""
        with transaction.atomic():
            return self._go(self[verb], self.lock(row), by, data)

    def _go(self, step, row, by, data):
        require(self.obstacles(by, row, step))
        if step.needs_reason:
            data["reason"] = _given(step, data.get("reason", ""))
        before = _fields_of(row)
        try:
            self._change(step, row, by, data)
            _save_changes(row, before)
            self._make_known(step, row, by, data)
        except Exception:
            _put_back(row, before)
            raise
        return row

    @staticmethod
    def _change(step, row, by, data):
        if step.to is not None:
            row.status = step.to
        if step.change:
            step.change(row, by=by, **data)

    def _make_known(self, step, row, by, data):
        if self.log:
            self.log(row, step=step, by=by, reason=data.get("reason", ""))
        for people, sentence, *url in step.tells(row, by=by, **data):
            others = [person for person in people if person and person.pk != by.pk]
            notify(others, sentence, *(url or [row.get_absolute_url()]))

    def _wrong_state(self, row, step):
        if callable(step.not_now):
            return step.not_now(row)
        return step.not_now or f"{row._meta.verbose_name}{row.get_status_display()}，不能{step.label}。"


def require(obstacles: list[str]) -> None:
    """Raise ValidationError with the sentences that stand in the way, if any."""
    if obstacles:
        raise ValidationError(obstacles)


def lock(row) -> None:
    """Reload `row` under a row lock, so that two people cannot take the same step at once."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update(of=("self",)))


def _lock_in_place(row):
    lock(row)
    return row


def _given(step, reason):
    if not reason.strip():
        raise ValidationError(f"{step.label}时请写明理由。")
    return reason.strip()


def _fields_of(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _put_back(row, before) -> None:
    """A refused step leaves no trace on the row in hand either: the page draws it again."""
    for name, value in before.items():
        setattr(row, name, value)


def _save_changes(row, before) -> None:
    """Write what the step changed and nothing else; the row's own rules are asked first."""
    changed = {name for name, value in _fields_of(row).items() if value != before[name]}
    if changed:
        row.clean_fields(exclude={field.name for field in row._meta.fields if field.attname not in changed})
        row.validate_constraints()
        row.save(update_fields=changed)
