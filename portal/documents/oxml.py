"""What python-docx does not offer: East Asian fonts, indents in characters, fields, cell borders."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

CHARACTER = 100  # Word counts indents in hundredths of a character
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return NOT_XML.sub("", text)


def element(tag: str, **attributes) -> OxmlElement:
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_font(holder, name: str, size: float | None = None) -> None:
    """The font of a run or style for every script: without `eastAsia` Word ignores it for Chinese."""
    holder.font.name = name
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    if size:
        holder.font.size = Pt(size)


def set_indent(
    holder, size: float, *, first: float = 0, left: float = 0, right: float = 0, hanging: float = 0
) -> None:
    """Indents of a paragraph or style in characters of `size` points."""
    found = holder._element.get_or_add_pPr().get_or_add_ind()
    found.attrib.clear()
    wanted = {"firstLine": first, "left": left, "right": right, "hanging": hanging}
    for name, count in wanted.items():
        if count or name in ("left", "firstLine") and not hanging:
            found.set(qn(f"w:{name}Chars"), str(round(count * CHARACTER)))
            found.set(qn(f"w:{name}"), str(round(count * size * 20)))


def set_tracking(style, points: float) -> None:
    """Space between letters, negative for closer. The style has a font size already."""
    style.element.rPr.find(qn("w:sz")).addprevious(element("spacing", val=round(points * 20)))


def add_field(paragraph, code: str) -> None:
    """A field that Word computes, such as PAGE."""
    for part in (element("fldChar", fldCharType="begin"), None, element("fldChar", fldCharType="end")):
        run = paragraph.add_run()
        if part is None:
            part = element("instrText")
            part.text = code
        run._r.append(part)
