"""The one writer of workbooks: what is on the screen, in that order, in Chinese words.

Cells are written as text unless they are numbers or dates, so identity numbers keep all digits and a
cell that begins with = + - @ is never a formula.
"""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils import timezone

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_table(title: str, headers: list[str], rows) -> bytes:
    """A workbook with one sheet: `title` on row 1, `headers` on row 2, then `rows` (iterables of cells)."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": False, "remove_timezone": True}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format({"bold": True, "bg_color": "#F3F4F6", "border": 1, "align": "center"})
        name = book.add_format({"bold": True, "font_size": 14})
        formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
        dated = {kind: book.add_format({"num_format": code}) for kind, code in formats.items()}
        sheet.write_string(0, 0, title, name)
        sheet.write_row(1, 0, headers, head)
        sheet.freeze_panes(2, 0)
        widths = [len(header) * 2 + 2 for header in headers]
        for number, row in enumerate(rows, start=2):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, dated)
                widths[column] = min(48, max(widths[column], _width(cell)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
    return buffer.getvalue()


def _write(sheet, row, column, cell, dated):
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, timezone.localtime(cell).replace(tzinfo=None), dated[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), dated[date])  # noqa: DTZ001
    elif isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    elif cell not in (None, ""):
        sheet.write_string(row, column, str(cell))


def _width(cell):
    text = str(cell if cell is not None else "")
    return sum(2 if ord(char) > 255 else 1 for char in text) + 2


def _sheet_name(title):
    """At most 31 of Excel's characters, of which a rare one (𠮷) counts as two; neither forbidden ones, nor
    control characters, nor quotes at the ends."""
    kept = "".join(char for char in title if char.isprintable() and char not in "[]:*?/\\")
    while len(kept.encode("utf-16-le")) > 2 * 31:
        kept = kept[:-1]
    return kept.strip("' ") or "表"
