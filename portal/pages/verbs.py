"""A verb on a page: take a step or call a service, say in Chinese what came of it, go back to the row.

`act` runs at once, `ask` shows a form first. For the steps of a machine see `portal/pages/steps.py`.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render

from portal.forms.base import add_errors


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
