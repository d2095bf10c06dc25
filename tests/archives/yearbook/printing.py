"""A book of a few chapters, built by the real engine in a folder of the test."""

import hashlib
import io
from datetime import date

from django.conf import settings

from archives.yearbook.press.engine import build_book
from archives.yearbook.press.layout import Book

BOOK = Book(
    street="龙泉街道",
    year=2025,
    title="龙泉街道群众文化年鉴",
    issuer="龙泉街道文化服务中心",
    date=date(2026, 1, 20),
)


class Originals(dict):
    """Originals by SHA-256, as the media store would give them."""

    def add(self, content: bytes) -> str:
        sha = hashlib.sha256(content).hexdigest()
        self[sha] = content
        return sha

    def __call__(self, sha: str, side: int) -> io.BytesIO:
        return io.BytesIO(self[sha])


def build_in(folder, originals, *chapters, book=BOOK, report=None, **limits):
    """(report of the engine, path of the PDF, progress calls) of a book of `chapters`."""
    calls = []
    outcome = build_book(
        book=book,
        chapters=chapters,
        photo_source=originals,
        out=folder / "book.pdf",
        cache=folder / "cache",
        fonts=settings.YEARBOOK_FONTS,
        report=report or (lambda *call: calls.append(call)),
        **limits,
    )
    return outcome, folder / "book.pdf", calls
