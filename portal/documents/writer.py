"""A paper from its title to its attachments, in the order of GB/T 9704-2012 (clause 7.3)."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from unicodedata import east_asian_width

from docx.enum.text import WD_ALIGN_PARAGRAPH

from portal.documents import form
from portal.documents.blocks import Body
from portal.documents.oxml import clean, set_font, set_indent
from portal.documents.paper import Attachment, Paper

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DATE_FROM_RIGHT = 4  # characters: room for the seal (7.3.5.1)
INDENT = 2
POINT = 1.5  # "1. " in characters


def write_paper(paper: Paper) -> bytes:
    """The paper as .docx. Raises ValueError for a block that has no place in an office paper."""
    document = form.blank_paper(clean(paper.title.replace("\n", "")), clean(paper.signer))
    body = Body(document)
    _head(body, paper)
    body.write(paper.blocks)
    _attachment_note(body, paper.attachments)
    _present(body, paper.present)
    _signature(body, paper)
    if paper.note:
        body.line(f"（{paper.note.strip('（）')}）")
    _attachments(document, paper.attachments)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _head(body: Body, paper: Paper) -> None:
    if paper.number:
        _flush(body.line(paper.number)).alignment = WD_ALIGN_PARAGRAPH.CENTER
        body.line()
        body.line()
    body.line(paper.title, form.TITLE)
    body.line()
    if paper.addressee:
        _flush(body.line(f"{paper.addressee.rstrip('：:')}："))


def _attachment_note(body: Body, attachments: Sequence[Attachment]) -> None:
    """附件：1. …, a line below the text, without a stop; a second line begins below the first of the name (7.3.4)."""
    if not attachments:
        return
    body.line()
    if len(attachments) == 1:
        line = body.line(f"附件：{attachments[0].title}")
        set_indent(line, form.SIZE_3, left=INDENT + 3, hanging=3)
        return
    for number, attachment in enumerate(attachments, start=1):
        start = "附件：" if number == 1 else ""
        line = body.line(f"{start}{number}. {attachment.title}")
        set_indent(line, form.SIZE_3, left=INDENT + 3 + POINT, hanging=len(start) + POINT)


def _present(body: Body, present: Sequence[tuple[str, str]]) -> None:
    """出席 in 黑体, a line below; the names' lines begin below the first name (10.3)."""
    if present:
        body.line()
    for label, people in present:
        line = body.line()
        set_font(line.add_run(clean(f"{label}：")), form.HEI)
        line.add_run(clean(people))
        width = len(label) + 1
        set_indent(line, form.SIZE_3, left=INDENT + width, hanging=width)


def _signature(body: Body, paper: Paper) -> None:
    """署名 centred over the date, the date four characters from the right; both stay on one page."""
    if not (paper.signer or paper.signed_on):
        return
    body.line().paragraph_format.keep_with_next = True
    day = office_date(paper.signed_on) if paper.signed_on else ""
    over = (width_of(day) - width_of(paper.signer)) / 2 if day else 0
    if paper.signer:
        _from_right(
            body, paper.signer, max(0, DATE_FROM_RIGHT + over)
        ).paragraph_format.keep_with_next = bool(day)
    if day:
        _from_right(body, day, DATE_FROM_RIGHT)


def _attachments(document, attachments: Sequence[Attachment]) -> None:
    """Each on a new page: 附件 and its number in 黑体 at the left, the title on the third line (7.3.7)."""
    for number, attachment in enumerate(attachments, start=1):
        if not attachment.blocks:
            continue
        body = Body(document)
        mark = _flush(body.line(f"附件{number}" if len(attachments) > 1 else "附件"))
        mark.paragraph_format.page_break_before = True
        set_font(mark.runs[0], form.HEI)
        body.line()
        body.line(attachment.title, form.TITLE)
        body.line()
        body.write(attachment.blocks)


def _flush(line):
    """Without the indent of a paragraph (顶格)."""
    set_indent(line, form.SIZE_3)
    return line


def _from_right(body: Body, text: str, characters: float):
    line = body.line(text)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    set_indent(line, form.SIZE_3, right=characters)
    return line


def office_date(day: date) -> str:
    """成文日期: 2026年3月5日, without leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def width_of(text: str) -> float:
    """Width in characters: a letter or figure takes half of one."""
    return sum(1 if east_asian_width(char) in "WFA" else 0.5 for char in text)
