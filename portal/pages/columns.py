"""A column is written once and serves the list page, its sorting, the phone card and the export."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from operator import attrgetter

from django.utils import formats, timezone


@dataclass(frozen=True)
class Column:
    """`name` is an attribute path (`community.name`); `value` a callable(row) that replaces it;
    `sort` an ORM path that makes the column sortable; `link` leads to the row's page;
    `tone` names a row attribute good/warn/bad/info/muted that turns the cell into a badge."""

    name: str
    label: str
    value: object = None
    sort: str = ""
    link: bool = False
    tone: str = ""
    wide: bool = False
    unit: str = ""

    def raw(self, row):
        """The cell's value as the export writes it."""
        found = self.value(row) if callable(self.value) else _follow(row, self.name)
        return "是" if found is True else "否" if found is False else found

    def cell(self, row):
        raw = self.raw(row)
        return Cell(
            column=self,
            text=display(raw),
            url=row.get_absolute_url() if self.link else "",
            tone=getattr(row, self.tone) if self.tone else "",
            is_number=isinstance(raw, int | float | Decimal),
        )


@dataclass(frozen=True)
class Cell:
    column: Column
    text: str
    url: str = ""
    tone: str = ""
    is_number: bool = field(default=False)


def _follow(row, path):
    """Attribute path over relations that may be empty; methods are called (get_status_display)."""
    for name in path.split("."):
        if row is None:
            return None
        row = attrgetter(name)(row)
        row = row() if callable(row) and not hasattr(row, "all") else row
    return row


def display(raw) -> str:
    """A value as the office writes it; empty becomes an em dash."""
    if raw is None or raw == "":
        return "—"
    if isinstance(raw, datetime):
        return formats.date_format(timezone.localtime(raw), "Y-m-d H:i")
    if isinstance(raw, date):
        return formats.date_format(raw, "Y-m-d")
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    if isinstance(raw, Decimal):
        return f"{raw:,.2f}"
    if isinstance(raw, int):
        return f"{raw:,}" if abs(raw) >= 10000 else str(raw)
    return str(raw)
