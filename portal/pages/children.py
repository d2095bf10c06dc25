"""What the pages of the plain rooms share: a parent's page with its children and the form that adds one."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.urls import reverse

from portal.forms.years import ALL_YEARS
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage

STREET_FIRST = F("community__position").asc(nulls_first=True)


def short(name):
    """A measure with as many decimals as it has: 12.5, not 12.50, which is for money."""

    def value(row):
        found = getattr(row, name)
        return None if found is None else float(found)

    return value


class RoomDetail(DetailPage):
    """Facts of a row, the table of its children, and, for editors, the form that adds a child.

    `child_columns` draw the table; `child_edit`/`child_delete` are URL names; `child_add` takes the
    parent's pk. Only the newest `children_shown` stand here; `child_list` names the list of all, found
    there by the parent's attribute `child_search`.
    """

    template_name = "pages/parent.html"
    child_form = None
    child_heading = child_verb = ""
    child_columns = ()
    child_related: tuple[str, ...] = ()
    child_add = child_edit = child_delete = child_list = child_search = ""
    children_shown = 100
    child_empty = "还没有记录。"

    def children(self):
        field = self.child_form.parent_field
        found = self.child_form._meta.model.objects.visible_to(self.request.user).filter(
            **{field: self.object}
        )
        rows = list(found.select_related(*self.child_related)[: self.children_shown + 1])
        for row in rows:
            setattr(row, field, self.object)  # known already: no query per row
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = self.children()
        return context | {
            "child_heading": self.child_heading,
            "child_empty": self.child_empty,
            "child_head": self.child_columns,
            "children": [
                (row, [column.cell(row) for column in self.child_columns])
                for row in rows[: self.children_shown]
            ],
            "child_edit": self.child_edit,
            "child_delete": self.child_delete,
            "more_children": self._all_children() if len(rows) > self.children_shown else "",
            "adder": self._adder() if context["editable"] else None,
        }

    def _all_children(self):
        wanted = {"year": ALL_YEARS, "q": getattr(self.object, self.child_search)}
        return f"{reverse(self.child_list)}?{urlencode(wanted)}"

    def _adder(self):
        child = self.child_form._meta.model(**{self.child_form.parent_field: self.object})
        form = self.child_form(user=self.request.user, instance=child)
        return {
            "form": form,
            "url": reverse(self.child_add, args=[self.object.pk]),
            "label": self.child_verb,
        }


class ChildCreate(CreatePage):
    """Where the parent's add form posts to; an incorrect entry stays on this page with its sentences."""

    @property
    def parent_field(self):
        return self.form_class.parent_field


class ChildEdit(EditPage):
    def get_crumbs(self):
        parent = getattr(self.object, self.form_class.parent_field)
        return [*([self.parent] if self.parent else []), (str(parent), parent.get_absolute_url())]


class ChildDelete(DeletePage):
    """Back to the parent's page, where the row stood."""

    def get_success_url(self):
        return self.object.get_absolute_url()


class Ruled:
    """A page that an office rule may close to a role: `rule(user, row)` from rules.py, and why in words.

    Strangers got their 404 before: the row (or its parent) is loaded through `editable_by` first.
    """

    rule = None
    refusal = "您的岗位不办理这项工作。"

    def get_form(self, form_class=None):
        row = getattr(self, "above", None) or self.object
        if not type(self).rule(self.request.user, row):
            raise PermissionDenied(self.refusal)
        return super().get_form(form_class)


class ReturnsAbove:
    """After deleting, back to the page of the parent, which is the row's own address."""

    def get_success_url(self):
        return self.object.get_absolute_url()
