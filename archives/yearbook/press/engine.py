"""From chapters to one PDF/A-2b book: laid out in a folder, compiled there in a limited process, published whole."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from archives.yearbook.press.layout import Book, Report, laid_out
from archives.yearbook.press.photos import PhotoSource
from archives.yearbook.press.typesetting import MEMORY_LIMIT, TIME_LIMIT, typeset_folder
from portal.book import Chapter


@dataclass(frozen=True)
class BookReport:
    """The finished book in numbers, and one Chinese sentence for everything that a reader of the draft should mend."""

    pages: int
    photos: int
    warnings: list[str] = field(default_factory=list)


def build_book(
    *,
    book: Book,
    chapters: Iterable[Chapter],
    photo_source: PhotoSource,
    out: Path,
    cache: Path,
    fonts: list[Path],
    report: Report,
    memory_limit: int = MEMORY_LIMIT,
    time_limit: int = TIME_LIMIT,
) -> BookReport:
    """Typeset `chapters`, in the order given, into the PDF/A-2b file `out`.

    `photo_source(sha256, side)` gives an open file with the photo in `side` pixels or more (all of them, if it has
    fewer), or raises LookupError, OSError or BrokenPicture when there is none: the book then shows an empty frame
    and the report says so. `cache` keeps prepared photos between builds (safe to delete). `fonts` are TTF files: text
    face, heading face, then fallbacks.
    `report(done, total, message)` is called for each batch of photos and at least once a second while compiling;
    whatever it raises ends the build at once, and `out` is then untouched. Raises BookError.
    """
    with laid_out(
        book=book, chapters=chapters, photo_source=photo_source, cache=cache, fonts=fonts, report=report
    ) as layout:
        pdf, progress = layout.folder / "book.pdf", layout.progress
        typeset_folder(
            layout.folder, waiting=progress.compiling, memory_limit=memory_limit, time_limit=time_limit
        )
        pages = _count_pages(pdf)
        _publish(pdf, out)
    progress.finish(f"全书完成，共 {pages} 页")
    return BookReport(pages=pages, photos=progress.photos, warnings=layout.warnings)


def _count_pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def _publish(pdf: Path, out: Path) -> None:
    """`out` appears whole or not at all."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.part")
    shutil.copyfile(pdf, part)
    os.replace(part, out)
