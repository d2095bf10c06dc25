"""A verb on a page: take a step or call a service, say in Chinese what came of it, go back to the row.

`act` runs at once, `ask` shows a form first, `step_routes` makes the addresses of a whole machine and
`step_buttons` the buttons of one row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from portal.forms.base import add_errors
from portal.forms.reasons import ReasonForm
from portal.links import link
from portal.steps import Machine, Step


def act(request, row, done: str | Callable, verb: Callable, **arguments):
    """Run `verb(by=…, **arguments)` and return to `row` with `done`, or with the sentences of the refusal."""
    carry_out(request, done, partial(verb, by=request.user, **arguments))
    return redirect(row.get_absolute_url())


def carry_out(request, done: str | Callable, service: Callable) -> bool:
    """Call a service and say what came of it; a broken rule becomes a message, never an error page.
    `done` is the sentence, or makes it from what the service returned."""
    try:
        result = service()
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, done(result) if callable(done) else done)
    return True


def turn_away(request, row, sentences: list[str]):
    """The person fits but the moment does not: say why, back to the row's page."""
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(row.get_absolute_url())


def allow(permitted: bool, refusal: str) -> None:
    """403 with a Chinese sentence unless the role permits it."""
    if not permitted:
        raise PermissionDenied(refusal)


def officer_only(request) -> None:
    allow(request.user.is_officer, "这项工作由街道文化员办理。")


def ask(request, row, form, verb: Callable, *, title: str, done: str | Callable, crumbs=None, **page):
    """A verb that needs a form first: `verb(by=…, **cleaned_data)`. For the rest see `form_page`."""
    return form_page(
        request,
        form,
        save=lambda: verb(by=request.user, **form.cleaned_data),
        title=title,
        done=done,
        target=row.get_absolute_url(),
        crumbs=crumbs_of(row) if crumbs is None else crumbs,
        **page,
    )


def form_page(
    request,
    form,
    *,
    save: Callable,
    title: str,
    done: str | Callable,
    target: str,
    crumbs: list,
    hint: str = "",
    submit_label: str = "保存",
):
    """GET shows the form; POST runs `save()` and leads to `target`. A refusal of the service stands beside
    its field or above the form, and nothing that was entered is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            result = save()
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, done(result) if callable(done) else done)
            return redirect(target)
    context = {"title": title, "form": form, "hint": hint, "submit_label": submit_label, "crumbs": crumbs}
    return render(request, "pages/form.html", context)


def delete_page(request, row, *, delete: Callable, target: str, crumbs: list):
    """Ask, then delete; the audit trail keeps the row."""
    if request.method == "POST":
        carry_out(request, f"已删除“{row}”，审计记录中可以查到。", delete)
        return redirect(target)
    context = {"title": f"删除{row._meta.verbose_name}", "object": row, "crumbs": crumbs}
    return render(request, "pages/confirm_delete.html", context)


def crumbs_of(row) -> list[tuple[str, str]]:
    """The way to a row: its list, then the row itself."""
    name = f"{row._meta.app_label}:{row._meta.model_name}-list"
    return [(str(row._meta.verbose_name), name), (str(row), row.get_absolute_url())]


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
    """`<address>/<pk>/<verb>/` for every step (or `only` some), named `<model>-<verb>`. A step with a page, or one that needs a
    reason, asks first; every other is POST only. `related` is loaded with the row."""
    found = dict(pages or {})
    name = machine.model._meta.model_name
    routes = []
    for verb, step in machine.steps.items():
        if only and verb not in only:
            continue
        page = found.pop(verb, StepPage() if step.needs_reason else None)
        if step.asks != (page is not None):
            raise TypeError(
                f"{name}: the step {verb} {'lacks' if step.asks else 'asks for nothing, but has'} a page"
            )
        view = partial(_step_view, machine=machine, step=step, page=page, related=related, crumbs=crumbs)
        routes.append(path(f"{address}/<int:pk>/{verb}/", view, name=f"{name}-{verb}"))
    if found:
        raise TypeError(f"{name} has no steps {', '.join(found)}")
    return routes


def _step_view(request, pk, *, machine: Machine, step: Step, page: StepPage | None, related, crumbs):
    rows = step.reach(machine.model.objects.select_related(*related), request.user)
    row = get_object_or_404(rows, pk=pk)
    if not page and request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    allow(step.may(request.user, row), step.not_yours)
    if refused := machine.obstacles(request.user, row, step):
        return turn_away(request, row, refused)
    take = partial(machine.take, step.verb, row)
    if not page:
        return act(request, row, step.done_text, take)
    response = ask(
        request,
        row,
        page.form(request.POST or None, **page.form_arguments(row)),
        take,
        title=page.title or f"{step.label}{row._meta.verbose_name}",
        done=step.done_text,
        hint=page.hint_for(row),
        submit_label=page.submit_label or step.label,
        crumbs=crumbs(row),
    )
    if page.after and response.status_code == 302:
        page.after(request, row)
    return response


@dataclass(frozen=True)
class StepButton:
    """A button of a row's page. Where the step asks first it is a link, otherwise a form that posts."""

    label: str
    url: str
    icon: str
    css: str
    confirm: str
    asks: bool


def step_buttons(machine: Machine, user, row, *, only: tuple[str, ...] = ()) -> list[StepButton]:
    """The verbs (or `only` some) that stand on the page of `row` now; the primary one is what to do next."""
    name = f"{row._meta.app_label}:{row._meta.model_name}"
    return [
        StepButton(
            label=step.label,
            url=link(f"{name}-{step.verb}", row.pk),
            icon=step.icon,
            css="btn btn-primary" if step.primary and not obstacles else "btn",
            confirm=step.confirm,
            asks=step.asks,
        )
        for step, obstacles in machine.open_to(user, row)
        if not only or step.verb in only
    ]
