"""The yearbook (年鉴): chapters in, one PDF/A out. Knows neither HTTP, Celery nor the database."""

from archives.yearbook.press.engine import Book, BookReport, build_book
from archives.yearbook.press.glyphs import noto_fonts
from archives.yearbook.press.typesetting import BookError

__all__ = ["Book", "BookError", "BookReport", "build_book", "noto_fonts"]
