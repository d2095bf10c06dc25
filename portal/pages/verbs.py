"""A verb on a page: run a service, say in Chinese what happened or why not, go back to the row."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render


def act(request, row, done: str, verb, **arguments):
    """Run `verb(by=…, **arguments)` and return to `row` with `done`, or with the sentences of the refusal."""
    try:
        verb(by=request.user, **arguments)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(row.get_absolute_url())


def ask(
    request,
    row,
    form,
    verb,
    *,
    title: str,
    done: str,
    hint: str = "",
    submit_label: str = "确定",
    **arguments,
):
    """A verb that needs a form first. GET shows the form; POST runs `verb` with its cleaned data.
    A refusal of the service stands above the fields, nothing entered is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            verb(by=request.user, **arguments, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, done)
            return redirect(row.get_absolute_url())
    context = {
        "title": title, "form": form, "hint": hint, "submit_label": submit_label,
        "crumbs": [(row._meta.verbose_name, _list_of(row)), (str(row), row.get_absolute_url())],
    }  # fmt: skip
    return render(request, "pages/form.html", context)


def _list_of(row):
    return f"activities:{row._meta.model_name}-list"
