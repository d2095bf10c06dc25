"""The one table of the portal, drawn in Python from columns.

A view builds `Table(rows, columns, caption=…)` and its template says `{{ table }}`; an argument that does
not exist is refused. On a phone each row is a card, in which `data-label` names the cell.
"""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from itertools import groupby

from django.forms.utils import flatatt
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from portal.links import link
from portal.pages.columns import Cell, bound
from portal.pages.drawing import Drawn, icon, post_button, unseen

VERBS, NUMBER = "操作", "序号"
FRAME = (
    '<div class="table-responsive" tabindex="0" role="region" aria-label="{name}列表">'
    '<table class="table table-vcenter card-table data-table{css}"><caption class="visually-hidden">{name}</caption>'
    "<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
)
CARD = f'<div class="card">{FRAME}</div>'


@dataclass(frozen=True)
class RowVerb:
    """What can be done with a row: a link to `route` with the row's pk, or, with `post`, a button that posts
    there; `confirm` asks before. Shown where `may(user, row)` holds; without it, to all who see the table."""

    label: str
    route: str
    _: KW_ONLY
    post: bool = False
    may: Callable | None = None
    icon: str = ""
    css: str = ""
    confirm: str = ""

    def html(self, row, request) -> SafeString:
        if self.may and not self.may(request.user, row):
            return SafeString()
        url = link(self.route, row.pk)
        label = format_html("{}{}", self.label, unseen(row))
        if self.post:
            return post_button(url, label, get_token(request), self.css or "btn", self.icon, self.confirm)
        css = format_html(' class="{}"', self.css) if self.css else ""
        return format_html('<a{} href="{}">{}</a>', css, url, label)


class Table(Drawn):
    """`rows` (a queryset or a list of anything) under `columns`; empty rows make it false and say `empty`.

    `caption` names the table for those who hear it. `numbered` counts the rows (序号).
    `verbs` make the last column; they need `request`, and so does `sort`: the key sorted by now (`-held_on`,
    "" when none was chosen); without it no heading sorts.
    `group(row)` heads each run of rows of one value. `footer` is the last row, {column name: value} (合计).
    `row_attrs(row)` are attributes of its <tr>: {"id": "task-12", "class": "late"}.
    `inner` leaves out the card, for a table that stands in one already. `css` is one more class of the <table>.
    `blank` stands in empty cells in place of the dash: "" in a form that is filled in by hand.
    """

    def __init__(
        self,
        rows,
        columns,
        *,
        caption: str,
        request=None,
        verbs: tuple[RowVerb, ...] = (),
        sort: str | None = None,
        group: Callable | None = None,
        footer: dict | None = None,
        row_attrs: Callable | None = None,
        numbered: bool = False,
        empty: str = "还没有记录。",
        inner: bool = False,
        css: str = "",
        blank: str | None = None,
    ):
        if request is None and (verbs or sort is not None):
            raise TypeError("A table with verbs or sorting needs the request.")
        if unknown := set(footer or ()) - {column.name for column in columns}:
            raise ValueError(f"The footer names no column of this table: {', '.join(sorted(unknown))}.")
        self.rows, self.caption, self.request = rows, caption, request
        self.columns, self.verbs, self.sort, self.numbered = columns, verbs, sort, numbered
        self.group, self.footer, self.row_attrs = group, footer, row_attrs
        self.empty, self.inner, self.css, self.blank = empty, inner, css, blank

    def __len__(self):
        return len(self.rows)

    def render(self) -> SafeString:
        if not self.rows:
            return self._nothing()
        return format_html(
            FRAME if self.inner else CARD,
            name=self.caption,
            css=f" {self.css}" if self.css else "",
            head=self._head(),
            body=self._body(),
            foot=self._foot() if self.footer else "",
        )

    def _nothing(self):
        if self.inner:
            return format_html('<div class="card-body text-secondary">{}</div>', self.empty)
        return render_to_string("pieces/empty.html", {"text": self.empty})

    @cached_property
    def bound(self):
        return bound(self.columns, getattr(self.rows, "model", None) or type(self.rows[0]))

    @cached_property
    def cells(self) -> list[list[Cell]]:
        return [[column.cell(row) for column in self.bound] for row in self.rows]

    @cached_property
    def numeric(self) -> list[bool]:
        """Which columns hold figures: their heads, blanks and words then stand to the right as the figures do."""
        return [any(cell.is_number for cell in column) for column in zip(*self.cells, strict=True)]

    def _head(self):
        heads = [format_html('<th scope="col" class="number">{}</th>', NUMBER)] if self.numbered else []
        heads += [
            self._heading(column, number) for column, number in zip(self.bound, self.numeric, strict=True)
        ]
        if self.verbs:
            heads.append(format_html('<th scope="col" class="no-print">{}</th>', VERBS))
        return SafeString("".join(heads))

    def _heading(self, column, number):
        attrs = {"scope": "col", "class": _classes(column, number=number), "data-series": column.series}
        if self.sort is None or not column.sort:
            return format_html("<th{}>{}</th>", _attrs(attrs), column.label)
        up, down = self.sort == column.sort, self.sort == f"-{column.sort}"
        attrs["aria-sort"] = "ascending" if up else "descending" if down else ""
        url = self._sorted_by(f"-{column.sort}" if up else column.sort)
        return format_html(
            '<th{}><a href="{}">{}{}</a></th>', _attrs(attrs), url, column.label, _arrow(up, down)
        )

    def _sorted_by(self, key):
        query = self.request.GET.copy()
        query.pop("page", None)
        query["sort"] = key
        return f"?{query.urlencode()}"

    def _body(self):
        pairs = zip(self.rows, self.cells, strict=True)
        lines = [self._line(row, cells, place) for place, (row, cells) in enumerate(pairs, start=1)]
        if self.group:
            return SafeString("".join(self._grouped(lines)))
        return SafeString("".join(lines))

    def _grouped(self, lines):
        for heading, run in groupby(zip(self.rows, lines, strict=True), key=lambda pair: self.group(pair[0])):
            yield format_html(
                '<tr class="section-row"><th scope="rowgroup" colspan="{}">{}</th></tr>', self._width, heading
            )
            yield from (line for _, line in run)

    @property
    def _width(self):
        return len(self.columns) + self.numbered + bool(self.verbs)

    def _line(self, row, cells, place):
        drawn = [_td(cell, number, self.blank) for cell, number in zip(cells, self.numeric, strict=True)]
        if self.numbered:
            drawn.insert(0, format_html('<td data-label="{}" class="number">{}</td>', NUMBER, place))
        if self.verbs:
            verbs = SafeString("".join(verb.html(row, self.request) for verb in self.verbs))
            drawn.append(format_html('<td data-label="{}" class="row-verbs no-print">{}</td>', VERBS, verbs))
        attrs = _attrs(self.row_attrs(row)) if self.row_attrs else ""
        return f"<tr{attrs}>{''.join(drawn)}</tr>"

    def _foot(self):
        cells = [_total(column, self.footer.get(column.name)) for column in self.bound]
        drawn = [_td(cell, number, blank="") for cell, number in zip(cells, self.numeric, strict=True)]
        before, after = "<td></td>" * self.numbered, '<td class="no-print"></td>' * bool(self.verbs)
        return SafeString(f"<tfoot><tr>{before}{''.join(drawn)}{after}</tr></tfoot>")


def _td(cell, number, blank=None):
    """Safe: the html of a cell and the label are escaped, classes and `blank` are written by developers."""
    column = cell.column
    css = _classes(column, number=number, lead=column.head or column.link, blank=cell.is_blank)
    css = f' class="{css}"' if css else ""
    html = cell.html if blank is None or not cell.is_blank else blank
    if column.head:
        return f'<th scope="row"{css}>{html}</th>'
    value = format_html(' data-value="{}"', cell.raw or 0) if column.series else ""
    return f'<td data-label="{column.escaped_label}"{css}{value}>{html}</td>'


def _classes(column, **states):
    """`wide`, `css` and the names of the `states` that hold, each once: a column whose cells are all empty is
    told by `css="number"` that it holds figures."""
    names = [name for name, holds in states.items() if holds]
    return " ".join(dict.fromkeys(filter(None, [*names, "wide" if column.wide else "", column.css])))


def _attrs(attrs):
    return flatatt({name: value for name, value in attrs.items() if value})


def _arrow(up, down):
    if up or down:
        return icon("arrow-up" if up else "arrow-down", "sort-icon")
    return icon("arrows-sort", "sort-icon sort-idle")


def _total(column, value):
    """A cell of the last row; blank where nothing is summed."""
    text = column.text(value)
    return Cell(column, value, text, conditional_escape(text))
