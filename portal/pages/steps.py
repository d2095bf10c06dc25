"""A machine on its pages: `step_routes` makes the addresses of its steps, `step_buttons` the buttons of one row and
`step_verbs` those of a table's rows. What a step does and who may take it says `portal/steps.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import path

from portal.forms.reasons import ReasonForm
from portal.links import link
from portal.pages.tables import RowVerb
from portal.pages.verbs import act, allow, ask, crumbs_of, turn_away
from portal.steps import Machine


@dataclass(frozen=True)
class StepPage:
    """The page of a step that asks first. `form(data, **form_arguments(row))`; texts may be functions of the row."""

    form: type = ReasonForm
    title: str = ""
    hint: str | Callable[[object], str] = ""
    form_arguments: Callable[[object], dict] = lambda _row: {}
    submit_label: str = ""
    after: Callable | None = None  # (request, row): what else is said once the step is taken

    def hint_for(self, row) -> str:
        return self.hint(row) if callable(self.hint) else self.hint


def step_routes(
    machine: Machine,
    address: str,
    *,
    pages: Mapping[str, StepPage] | None = None,
    related: tuple[str, ...] = (),
    crumbs: Callable = crumbs_of,
    only: tuple[str, ...] = (),
) -> list:
    """`<address>/<pk>/<verb>/` for every step (or `only` some), named `<model>-<verb>`. A step with a page, or one
    that needs a reason, asks first; every other is POST only. Of steps that share an address (Step.address) the
    row's state says which is meant. `related` is loaded with the row."""
    pages, name = dict(pages or {}), machine.model._meta.model_name
    shared: dict[str, list] = {}
    for step in _chosen(machine, only):
        shared.setdefault(step.route, []).append((step, _page_of(step, pages, name)))
    if pages:
        raise TypeError(f"{name} has no steps {', '.join(pages)}")
    return [
        path(
            f"{address}/<int:pk>/{route}/",
            partial(
                _step_view, machine=machine, choices=_alike(name, choices), related=related, crumbs=crumbs
            ),
            name=f"{name}-{route}",
        )
        for route, choices in shared.items()
    ]


def _chosen(machine, only):
    """The steps, or those whose verbs are named; a name that no step has is refused."""
    return [machine[verb] for verb in only] if only else machine.steps.values()


def _page_of(step, pages, name):
    """The page of a step, taken from `pages`; a step that asks must have one, and no other may."""
    page = pages.pop(step.verb, StepPage() if step.needs_reason else None)
    if step.asks != (page is not None):
        what = "lacks" if step.asks else "asks for nothing, but has"
        raise TypeError(f"{name}: the step {step.verb} {what} a page")
    return page


def _alike(name, choices):
    """Steps of one address are found in one way, and all of them ask first or none."""
    if len({(step.reach, step.asks) for step, _ in choices}) > 1:
        raise TypeError(f"{name}: {', '.join(step.verb for step, _ in choices)} cannot share an address")
    return choices


def _step_view(request, pk, *, machine: Machine, choices, related, crumbs):
    """`choices`: (step, page or None) of the steps at this address."""
    first, _ = choices[0]
    if not first.asks and request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    rows = first.reach(machine.model.objects.select_related(*related), request.user)
    row = get_object_or_404(rows, pk=pk)
    step, page = next((choice for choice in choices if machine.fits(row, choice[0])), choices[0])
    allow(step.may(request.user, row), step.not_yours)
    if refused := machine.obstacles(request.user, row, step):
        return turn_away(request, row, refused)
    if page:
        return _ask_for(request, row, machine, step, page, crumbs(row))
    return act(request, row, step.done_text, partial(machine.take, step.verb, row))


def _ask_for(request, row, machine, step, page, crumbs):
    taken = []
    response = ask(
        request,
        row,
        page.form(request.POST or None, **page.form_arguments(row)),
        lambda **data: taken.append(machine.take(step.verb, row, **data)) or taken[0],
        title=page.title or f"{step.label}{row._meta.verbose_name}",
        done=step.done_text,
        hint=page.hint_for(row),
        submit_label=page.submit_label or step.label,
        crumbs=crumbs,
    )
    if taken and page.after:
        page.after(request, taken[0])
    return response


@dataclass(frozen=True)
class StepButton:
    """A button of a row's page. Where the step asks first it is a link, otherwise a form that posts.
    `obstacles` say what its press would be refused for."""

    verb: str
    label: str
    url: str
    icon: str
    css: str
    confirm: str
    asks: bool
    obstacles: tuple[str, ...] = ()


def step_buttons(
    machine: Machine, user, row, *, only: tuple[str, ...] = (), small: bool = False
) -> list[StepButton]:
    """The verbs (or `only` some) that are open to `user` on the page of `row`: the primary one is what to do next.
    `small` for a row among others, where none is more to be done than the next."""
    return [
        StepButton(
            verb=step.verb,
            label=step.label,
            url=link(_route(machine, step), row.pk),
            icon=step.icon,
            css=_small(step) if small else "btn btn-primary" if step.primary and not obstacles else "btn",
            confirm=step.confirm,
            asks=step.asks,
            obstacles=tuple(obstacles),
        )
        for step, obstacles in machine.open_to(user, row)
        if not only or step.verb in only
    ]


def step_verbs(machine: Machine, *, only: tuple[str, ...] = ()) -> tuple[RowVerb, ...]:
    """The verbs (or `only` some) of each row of a table, where person and state fit. They are asked row by row,
    so the machine's `may` and `state_of` must read nothing that is not loaded."""
    return tuple(
        RowVerb(
            step.label,
            _route(machine, step),
            post=not step.asks,
            may=partial(_is_open, machine, step),
            icon=step.icon,
            css=_small(step),
            confirm=step.confirm,
        )
        for step in _chosen(machine, only)
    )


def _is_open(machine, step, user, row):
    return machine.fits(row, step) and step.may(user, row)


def _route(machine, step):
    names = machine.model._meta
    return f"{names.app_label}:{names.model_name}-{step.route}"


def _small(step):
    return "btn btn-sm" if step.primary else "btn btn-sm btn-ghost"
