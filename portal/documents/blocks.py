"""Each kind of block as paragraphs and tables of a python-docx document."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu

from portal.book import Block
from portal.documents import form
from portal.documents.oxml import clean, element, set_font
from portal.documents.typed import FIRST, RUN_IN, SECOND, chinese_numeral

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
FACT_COLUMNS = [("left", 1), ("right", 1)] * 2  # two label-value pairs in a row
BLANK = "\u3000"


class Body:
    """Writes blocks in order and numbers the headings that were not numbered by hand."""

    def __init__(self, document):
        self.document = document
        self.first = self.second = 0

    def write(self, blocks: Sequence[Block]) -> None:
        """Raises ValueError for a kind that has no place in an office paper."""
        for block in blocks:
            kind = block["kind"]
            if kind not in KINDS:
                raise ValueError(f"an office paper holds no {kind!r}; it knows {', '.join(sorted(KINDS))}")
            KINDS[kind](self, block)

    def line(self, text: str = "", style: str = form.BODY):
        return self.document.add_paragraph(clean(text), style)

    def heading(self, block: Block) -> None:
        if block["level"] == 2:
            self.title(block["text"])
        else:
            self.subtitle(block["text"])

    def title(self, text: str) -> None:
        self.first, self.second = self.first + 1, 0
        typed = FIRST.match(text)
        self.line(text if typed else f"{chinese_numeral(self.first)}、{text}", form.HEAD_1)

    def subtitle(self, text: str) -> None:
        self.second += 1
        typed = SECOND.match(text)
        self.line(text if typed else f"（{chinese_numeral(self.second)}）{text}", form.HEAD_2)

    def para(self, block: Block) -> None:
        for text in block["paras"]:
            self.running(text)

    def running(self, text: str) -> None:
        """A paragraph; a heading sentence at its start is set in 楷体 (7.3.3)."""
        found = RUN_IN.fullmatch(text)
        if not found:
            self.line(text)
            return
        self.lead(found[1], found[2], form.KAI)

    def lead(self, start: str, rest: str, font: str) -> None:
        paragraph = self.line()
        set_font(paragraph.add_run(clean(start)), font)
        paragraph.add_run(clean(rest))

    def community(self, block: Block) -> None:
        self.title(block["text"])
        if block["note"]:
            self.line(block["note"])

    def entry(self, block: Block) -> None:
        first, *others = block["paras"] or [""]
        self.lead(f"【{block['title']}】", first, form.HEI)
        for text in others:
            self.line(text)
        if block["contributor"]:
            self.line(f"（供稿：{block['contributor']}）").alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def chronicle(self, block: Block) -> None:
        for day, text in block["items"]:
            self.lead(f"{day}{BLANK}", text, form.HEI)

    def names(self, block: Block) -> None:
        self.line("、".join(block["names"]))

    def numbered(self, block: Block) -> None:
        for number, item in enumerate(block["items"], start=1):
            self.line(f"{number}. {item['text']}")
            for below, text in enumerate(item["below"], start=1):
                self.line(f"（{below}）{text}")

    def table(self, block: Block) -> None:
        if block["caption"]:
            caption = self.line(block["caption"], form.TABLE)
            caption.alignment, caption.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
            set_font(caption.runs[0], form.HEI, form.SIZE_4)
        columns = list(zip(block["aligns"], block["widths"], strict=True))
        table = self.grid(columns, [block["labels"], *block["rows"]])
        head = table.rows[0]
        head._tr.get_or_add_trPr().append(element("tblHeader"))
        for cell in head.cells:
            _emphasise(cell)

    def facts(self, block: Block) -> None:
        pairs = block["pairs"]
        halves = zip_longest(pairs[::2], pairs[1::2], fillvalue=("", ""))
        table = self.grid(FACT_COLUMNS, [[*left, *right] for left, right in halves])
        for row in table.rows:
            _label(row.cells[0])
            _label(row.cells[2])

    def grid(self, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]):
        """A ruled table as wide as the text; `columns` are (alignment, relative width). No row breaks over pages."""
        table = self.document.add_table(len(rows), len(columns), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = list(_widths([width for _, width in columns]))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row, texts in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(element("cantSplit"))
            for cell, text, (align, _), width in zip(row.cells, texts, columns, widths, strict=True):
                cell.width = width
                _fill(cell, text, align)
        self.line()  # Word joins tables that touch
        return table

    def page_break(self, _block: Block) -> None:
        self.document.add_page_break()


KINDS = {
    "heading": Body.heading,
    "community": Body.community,
    "para": Body.para,
    "entry": Body.entry,
    "chronicle": Body.chronicle,
    "names": Body.names,
    "numbered": Body.numbered,
    "table": Body.table,
    "facts": Body.facts,
    "page_break": Body.page_break,
}


def _widths(relative: Sequence[float]) -> Iterator[Emu]:
    for share in relative:
        yield Emu(round(form.TEXT_WIDTH * share / sum(relative)))


def _fill(cell, text: str, align: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = form.TABLE
    paragraph.alignment = ALIGN[align]
    paragraph.add_run(clean(text))


def _label(cell) -> None:
    set_font(cell.paragraphs[0].runs[0], form.HEI)


def _emphasise(cell) -> None:
    _label(cell)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
