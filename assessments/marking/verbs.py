"""What the function views of this app have in common: carry out, ask for a reason, edit, delete."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render

from portal.forms.reasons import ReasonForm


def allow(permitted: bool, refusal: str) -> None:
    """403 with a Chinese sentence unless the role permits it."""
    if not permitted:
        raise PermissionDenied(refusal)


def officer_only(request) -> None:
    allow(request.user.is_officer, "这项工作由街道文化员办理。")


def turn_away(request, row, sentence: str):
    """The role fits but the moment does not: say why, back to the row's page."""
    messages.error(request, sentence)
    return redirect(row.get_absolute_url())


def carry_out(request, done, service, **arguments) -> bool:
    """Call a service and say what came of it; a broken rule becomes a message, never an error page."""
    try:
        service(**arguments)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, done)
    return True


def reason_page(request, *, target, title, hint, label, done, service, **arguments):
    """Ask for a reason, then carry out. `target` is the row that the page belongs to."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        carry_out(request, done, service, by=request.user, reason=form.cleaned_data["reason"], **arguments)
        return redirect(target.get_absolute_url())
    context = {"title": title, "form": form, "hint": hint, "submit_label": label, "crumbs": crumbs_of(target)}
    return render(request, "pages/form.html", context)


def form_page(request, form, *, above, title, save, hint="", done="已保存。"):
    """A form of a row below `above`; `save(form)` is a service call."""
    if request.method == "POST" and form.is_valid() and carry_out(request, done, save, form=form):
        return redirect(above.get_absolute_url())
    context = {"title": title, "form": form, "hint": hint, "crumbs": crumbs_of(above)}
    return render(request, "pages/form.html", context)


def delete_page(request, row, *, above, delete, back=""):
    """Ask, then delete; the audit trail keeps the row. Leads to `above`, or to `back` when that is gone."""
    if request.method == "POST":
        carry_out(request, f"已删除“{row}”，审计记录中可以查到。", delete)
        return redirect(back or above.get_absolute_url())
    context = {"title": f"删除{row._meta.verbose_name}", "object": row, "crumbs": crumbs_of(above)}
    return render(request, "pages/confirm_delete.html", context)


LISTS = {
    "scheme": ("考核办法", "assessments:scheme-list"),
    "assessment": ("社区考核", "assessments:assessment-list"),
    "periodreport": ("工作报送", "assessments:periodreport-list"),
}


def crumbs_of(row):
    """The way to a row: its list, then the row itself."""
    label = f"{row.year}年考核办法" if row._meta.model_name == "scheme" else str(row)
    return [LISTS[row._meta.model_name], (label, row.get_absolute_url())]
