"""Pictures to put into a book, and a reader of what the finished PDF holds."""

import io
import re

import pikepdf
from PIL import Image


def encoded(image: Image.Image, kind="JPEG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def two_halves(first: str, second: str, size=(900, 600), mode="RGB") -> Image.Image:
    """`first` above, `second` below."""
    image = Image.new("RGB", size, first)
    image.paste(second, (0, size[1] // 2, *size))
    return image.convert(mode)


def to_unicode(font) -> dict[int, str]:
    """The ToUnicode map of an embedded font: glyph code to text."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    decode = lambda digits: bytes.fromhex(digits).decode("utf-16-be")  # noqa: E731
    table = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        table |= {int(code, 16): decode(text) for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = ord(decode(text))
            table |= {int(low, 16) + i: chr(start + i) for i in range(int(high, 16) - int(low, 16) + 1)}
    return table


def page_text(page) -> str:
    """The text of a page in drawing order, blanks removed: read back from the glyphs, as a reader's search does."""
    maps = {name: to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    out, current = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        for part in operands[0] if str(operator) == "TJ" else operands if str(operator) == "Tj" else []:
            if isinstance(part, pikepdf.String):
                code = bytes(part)
                out += [
                    current.get(int.from_bytes(code[i : i + 2], "big"), "") for i in range(0, len(code), 2)
                ]
    return "".join("".join(out).split())


def book_text(pdf) -> str:
    return "".join(page_text(page) for page in pdf.pages)


def bookmarks(items, level=1):
    for item in items:
        yield level, str(item.title)
        yield from bookmarks(item.children, level + 1)


def printed_images(pdf):
    objects = (o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image")
    return [pikepdf.PdfImage(o) for o in objects]


def is_near(pixel, colour):
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))
