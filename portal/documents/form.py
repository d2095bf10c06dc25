"""The form of GB/T 9704-2012 党政机关公文格式: page, fonts, styles, page numbers. Clauses in brackets."""

from datetime import UTC, datetime

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from portal.documents.oxml import add_field, element, set_font, set_indent, set_tracking

# Fonts by name only: the office's own Word or WPS has them.
SONG_TITLE, SONG, FANG, HEI, KAI = "方正小标宋简体", "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
FALLBACKS = {SONG_TITLE: SONG, FANG: "仿宋", KAI: "楷体"}  # where the first is not installed

SIZE_2, SIZE_3, SIZE_4, SMALL_4 = 22, 16, 14, 12  # 二号 三号 四号 小四, in points
LINES, CHARACTERS = 22, 28  # on a page, in a line (5.2.3)
TEXT_WIDTH, TEXT_HEIGHT = Mm(156), Mm(225)  # 版心 (5.2.1)
LINE = 28.95  # points: 22 of them fill the height
TRACKING = (
    -0.25
)  # points between the letters: 28 of 三号 fill the width, the same in Word, WPS and LibreOffice
TITLE_LINE, TABLE_LINE = 35, 20
FOOTER = Mm(23)  # its baseline lies 7 mm below the text (7.5)
BODY, TABLE, HEAD_1, HEAD_2, TITLE = "Body Text", "公文表格", "Heading 1", "Heading 2", "Title"


def blank_paper(title: str, author: str):
    """An empty python-docx document in the form of the standard."""
    document = Document()
    _page(document)
    _styles(document)
    _page_numbers(document)
    _fonts(document)
    _properties(document, title, author)
    return document


def _page(document) -> None:
    """A4; 天头 37 mm, 订口 28 mm, hence 35 mm below and 26 mm at the right; 22 lines of 28 characters."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(15), FOOTER
    grid = element("docGrid", type="lines", linePitch=int(LINE * 20))
    for old in page._sectPr.findall(qn("w:docGrid")):
        page._sectPr.remove(old)
    page._sectPr.append(grid)


def _styles(document) -> None:
    styles = document.styles
    for language in styles.element.find(qn("w:docDefaults")).iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _style(styles["Normal"], FANG, SIZE_3, LINE)
    _style(styles[TITLE], SONG_TITLE, SIZE_2, TITLE_LINE, align=WD_ALIGN_PARAGRAPH.CENTER)
    _style(styles["Footer"], SONG, SIZE_4, SIZE_4 + 2)
    table = styles.add_style(TABLE, WD_STYLE_TYPE.PARAGRAPH)
    table.base_style = styles["Normal"]
    _style(table, FANG, SMALL_4, TABLE_LINE)
    for style in (styles[TITLE], styles["Footer"], table):  # their lines are not the page's 22
        style.element.pPr.find(qn("w:spacing")).addprevious(element("snapToGrid", val=0))
    for name, font in ((BODY, FANG), (HEAD_1, HEI), (HEAD_2, KAI)):
        _style(styles[name], font, SIZE_3, LINE, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
        set_tracking(styles[name], TRACKING)
        set_indent(styles[name], SIZE_3, first=2)
        styles[name].paragraph_format.keep_with_next = name != BODY


def _style(style, font: str, size: float, line: float, *, align=WD_ALIGN_PARAGRAPH.LEFT) -> None:
    """Plain: python-docx's own template has blue bold headings and a ruled title."""
    set_font(style, font, size)
    style.font.bold = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    rules = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if rules is not None:
        style.element.pPr.remove(rules)
    for odd in ("w:spacing", "w:kern"):  # of letters, in the template's title
        found = style.element.rPr.find(qn(odd))
        if found is not None:
            style.element.rPr.remove(found)
    shape = style.paragraph_format
    shape.alignment = align
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = False


def _page_numbers(document) -> None:
    """— 1 — in 四号 宋体, one character in from the outer side: right on odd pages, left on even (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    page = document.sections[0]
    sides = (
        (page.footer, WD_ALIGN_PARAGRAPH.RIGHT, {"right": 1}),
        (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, {"left": 1}),
    )
    for footer, align, indent in sides:
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style = document.styles["Footer"]
        line.alignment = align
        set_indent(line, SIZE_4, **indent)
        line.add_run("— ")
        add_field(line, "PAGE")
        line.add_run(" —")


def _fonts(document) -> None:
    """The font table names what Word takes where a font is missing."""
    names = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = part.blob.replace(b"</w:fonts>", names.encode() + b"</w:fonts>")


def _properties(document, title: str, author: str) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title[:255], author[:255], author[:255]
    about.comments, about.keywords, about.language = "", "", "zh-CN"
    about.created = about.modified = datetime.now(UTC)
    about.revision = 1
