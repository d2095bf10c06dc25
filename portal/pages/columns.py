"""A column is written once and serves the list page, its sorting, the phone card, the facts and the export."""

import re
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from portal.pages.drawing import badge

BLANK = "—"
NUMBERS = (int, float, Decimal)
TAG = re.compile(r"<[^>]*>")  # enough for what format_html wrote: a > in an attribute is escaped


class Cell(NamedTuple):
    """One value of a row: `raw` as the export has it, `text` as the office writes it, `html` as it is drawn."""

    column: "Column"
    raw: object
    text: str
    html: SafeString

    @property
    def is_number(self):
        return isinstance(self.raw, NUMBERS)

    @property
    def is_blank(self):
        return self.text == BLANK


@dataclass(frozen=True)
class Column:
    """`name` is an attribute path (`community.name`, `get_kind_display`); the label is the verbose_name of
    the field it ends at, and is written only where it differs or where there is no field (`bound`).

    What the cell says: `value(row)` replaces the attribute, on the screen and in the export; `write(value)` puts
    a value into words where `display` would say it otherwise; `draw(row)` returns safe HTML for the screen alone
    (several badges, links, form fields), and nothing for an empty cell; a drawn number has its `value` too.
    How it looks: `link` leads to the row's page, or to `link(row)`; `tone` names a row attribute
    good/warn/bad/info/muted that turns the cell into a badge; `unit` stands behind the value; `wide` for
    sentences; `head` for the row's name (th); `css` is one more class; `series` is read by the charts.
    `sort` is the ORM path that makes a list sortable by it; True stands for the path of the field itself."""

    name: str
    label: str = ""
    _: KW_ONLY
    value: Callable | None = None
    write: Callable | None = None
    draw: Callable | None = None
    sort: str | bool = ""
    link: bool | Callable = False
    tone: str = ""
    unit: str = ""
    wide: bool = False
    head: bool = False
    css: str = ""
    series: str = ""

    def bound(self, model) -> "Column":
        """This column of `model`'s rows: its label and sorting from the field. `model` may be no model at all."""
        if self.label and self.sort is not True:
            return self
        path, field = _field_at(model, self.name)
        label = self.label or (field and str(field.verbose_name))
        if not label:
            raise ImproperlyConfigured(f"{model.__name__}.{self.name} is no field: its column needs a label.")
        if self.sort is True and not field:
            raise ImproperlyConfigured(f"{model.__name__}.{self.name} is no field: its `sort` needs a path.")
        return replace(self, label=label, sort=path if self.sort is True else self.sort)

    @cached_property
    def escaped_label(self):
        return conditional_escape(self.label)

    @cached_property
    def _steps(self):
        return [attrgetter(name) for name in self.name.split(".")]

    def raw(self, row):
        """The cell's value as the export writes it."""
        found = self.value(row) if self.value else self._follow(row)
        return "是" if found is True else "否" if found is False else found

    def _follow(self, row):
        """Attribute path over relations that may be empty; methods are called (get_status_display)."""
        for step in self._steps:
            if row is None:
                return None
            row = step(row)
            row = row() if callable(row) and not hasattr(row, "all") else row
        return row

    def cell(self, row) -> Cell:
        if self.draw:
            html = conditional_escape(self.draw(row) or BLANK)
            return Cell(self, self.value and self.value(row), TAG.sub("", html).strip(), html)
        raw = self.raw(row)
        text = self.text(raw)
        return Cell(self, raw, text, self._html(row, text))

    def text(self, raw) -> str:
        """`raw` in the words of this column; empty is a dash in every one."""
        return display(raw) if self.write is None or raw in (None, "") else self.write(raw)

    def _html(self, row, text):
        url = self.link and (self.link(row) if callable(self.link) else row.get_absolute_url())
        if self.unit and text != BLANK:
            return format_html('<span>{}<span class="unit">{}</span></span>', text, self.unit)
        if self.tone:
            html = badge(text, getattr(row, self.tone))
            return format_html('<a href="{}">{}</a>', url, html) if url else html
        if url:
            return format_html('<a class="row-link" href="{}">{}</a>', url, text)
        return linebreaksbr(text) if self.wide else conditional_escape(text)


def bound(columns, model) -> tuple[Column, ...]:
    """Each of `columns` with label and sorting; raises ImproperlyConfigured where the model knows neither."""
    return tuple(column.bound(model) for column in columns)


def _field_at(model, name):
    """(ORM path, field) at the end of an attribute path; (path, None) where it ends at no column of a table."""
    path = []
    field = None
    for part in name.split("."):
        part = part.removeprefix("get_").removesuffix("_display") if part.startswith("get_") else part
        path.append(part)
        try:
            field = model._meta.get_field(part)
        except (AttributeError, FieldDoesNotExist):
            return "__".join(path), None
        model = field.related_model
    return "__".join(path), field if field.concrete else None


def display(raw) -> str:
    """A value as the office writes it; empty becomes an em dash."""
    if raw is None or raw == "":
        return BLANK
    if isinstance(raw, str):
        return raw
    if isinstance(raw, datetime):
        return f"{timezone.localtime(raw):%Y-%m-%d %H:%M}"
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    if isinstance(raw, Decimal):
        return f"{raw:,.2f}"
    if isinstance(raw, int):
        return f"{raw:,}" if abs(raw) >= 10000 else str(raw)
    return str(raw)
