"""The yearbook (年鉴): chapters in, one PDF/A out. Knows neither HTTP, Celery nor the database."""

from archives.yearbook.engine import Book, BookError, BookReport, build_book
from archives.yearbook.glyphs import noto_fonts

__all__ = ["Book", "BookError", "BookReport", "build_book", "noto_fonts"]
