"""What is known of one row, drawn in Python from the columns that draw tables too."""

from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.pages.columns import bound
from portal.pages.drawing import Drawn


class Facts(Drawn):
    """What is known of one row, as terms; `optional` names those that are left out while they are empty.
    A column that leads to the row's own page leads nowhere here: this is that page."""

    def __init__(self, row, columns, *, optional: tuple[str, ...] = ()):
        columns = [
            replace(each, link=False) if each.link is True else each for each in bound(columns, type(row))
        ]
        cells = [column.cell(row) for column in columns]
        self.cells = [cell for cell in cells if not (cell.is_blank and cell.column.name in optional)]

    def __len__(self):
        return len(self.cells)

    def render(self) -> SafeString:
        items = format_html_join(
            "",
            '<div class="datagrid-item{}"><dt class="datagrid-title">{}</dt><dd class="datagrid-content">{}</dd></div>',
            (
                (" datagrid-wide" if cell.column.wide else "", cell.column.label, cell.html)
                for cell in self.cells
            ),
        )
        return format_html('<dl class="datagrid">{}</dl>', items)
