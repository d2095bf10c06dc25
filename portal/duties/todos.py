"""Duties on the home page of whoever has them in hand."""

from collections.abc import Callable, Iterable

from portal.duties.models import Duty
from portal.pieces import Todo


def duty_todos(
    duties: Iterable[Duty],
    *,
    kind: str,
    place: Callable[[Duty], str] = lambda duty: str(duty.owner),
    prefix: str = "",
) -> list[Todo]:
    """A line for each of `duties` (their owners loaded), which leads to the very line of its owner's page.
    `place` says in words where it belongs, `prefix` stands before its title."""
    return [
        Todo(
            f"{prefix}{duty.title}",
            f"{duty.get_absolute_url()}#{duty.anchor}",
            kind,
            duty.due_on,
            place(duty),
        )
        for duty in duties
    ]
