"""A parent's page with the table of its children and the form that adds one, in place of pages of their own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import F

from portal.forms.years import ALL_YEARS
from portal.links import link
from portal.pages.columns import bound
from portal.pages.generic import DetailPage
from portal.pages.tables import RowVerb, Table

STREET_FIRST = F("community__position").asc(nulls_first=True)


def short(name):
    """A measure with as many decimals as it has: 12.5, not 12.50, which is for money."""

    def value(row):
        found = getattr(row, name)
        return None if found is None else float(found)

    return value


@dataclass(frozen=True)
class Children:
    """The rows that stand on their parent's page. `pages` is what their pages share (model, form_class,
    parent_field, route, create_label); only the newest `shown` are here, and `search` names the parent's
    attribute by which the list of all finds them."""

    pages: type
    columns: tuple
    heading: str
    related: tuple[str, ...] = ()
    search: str = ""
    shown: int = 100
    empty: str = "还没有记录。"

    def __post_init__(self):
        object.__setattr__(self, "columns", bound(self.columns, self.pages.model))

    @property
    def verbs(self):
        """What an editor of the parent may do with each row."""
        return RowVerb("修改", f"{self.pages.route}-edit"), RowVerb("删除", f"{self.pages.route}-delete")

    def rows(self, user, parent):
        """At most one more than is shown, which tells that there are more."""
        field = self.pages.parent_field
        found = self.pages.model.objects.visible_to(user).filter(**{field: parent})
        rows = list(found.select_related(*self.related)[: self.shown + 1])
        for row in rows:
            setattr(row, field, parent)  # known already: no query per row
        return rows

    def list_url(self, parent):
        wanted = {"year": ALL_YEARS, "q": getattr(parent, self.search)}
        return f"{link(f'{self.pages.route}-list')}?{urlencode(wanted)}"

    def adder(self, user, parent, route):
        """Form, address and label of the piece that adds a child."""
        child = self.pages.model(**{self.pages.parent_field: parent})
        name = self.pages.route.rpartition(":")[2]
        return {
            "form": self.pages.form_class(user=user, instance=child),
            "url": link(f"{route}-{name}-add", parent.pk),
            "label": self.pages.create_label,
        }


def _anchor(row):
    """To-dos lead to the very line."""
    return {"id": f"{row._meta.model_name}-{row.pk}"}


class ParentPage(DetailPage):
    """Facts of a row, the table of its `children`, and, for editors, the form that adds a child."""

    template_name = "pages/parent.html"
    children: Children

    def get_child_verbs(self, editable):
        return self.children.verbs if editable else ()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        children, user, editable = self.children, self.request.user, context["editable"]
        rows = children.rows(user, self.object)
        table = Table(
            rows[: children.shown],
            children.columns,
            caption=children.heading,
            request=self.request,
            verbs=self.get_child_verbs(editable),
            row_attrs=_anchor,
            empty=children.empty,
            inner=True,
        )
        return context | {
            "child_heading": children.heading,
            "children": table,
            "more_children": children.list_url(self.object) if len(rows) > children.shown else "",
            "adder": children.adder(user, self.object, self.route) if editable else None,
        }


class Ruled:
    """A page that an office rule may close to a role: `rule(user, row)` from rules.py, and why in words.

    `row` is the parent for a row that is added below one. Strangers got their 404 before: the row is loaded
    through `editable_by` first.
    """

    rule = None
    refusal = "您的岗位不办理这项工作。"

    def get_form(self, form_class=None):
        if not type(self).rule(self.request.user, self.object or self.above):
            raise PermissionDenied(self.refusal)
        return super().get_form(form_class)
