"""From chapters to a folder that the typesetter can compile: text checked, photos prepared, template and fonts laid out."""

import datetime
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from archives.yearbook.press.glyphs import GlyphCheck, font_families
from archives.yearbook.press.photos import COVER_SIDE, PhotoSource, link_photo, prepare_photos
from archives.yearbook.press.typesetting import BookError
from portal.book import KINDS, Chapter
from portal.quotes import quoted

TEMPLATE = Path(__file__).with_name("typst")

STALE_SECONDS = 24 * 3600

Report = Callable[[int, int, str], None]


def unheard(*_progress) -> None:
    """The report of a build that nobody watches."""


@dataclass(frozen=True)
class Book:
    """What the cover and the colophon say. `title` without 《》, e.g. 龙泉街道群众文化年鉴; `text` is the 编纂说明."""

    street: str
    year: int
    title: str
    issuer: str
    date: datetime.date
    text: str = ""
    edition: int = 1
    cover_photo: str | None = None  # SHA-256 of an original


@dataclass(frozen=True)
class Layout:
    """`folder` holds `book.typ`, its data, photos and fonts; `warnings` say what a reader of the draft should mend."""

    folder: Path
    warnings: list[str]
    progress: "Progress"


@contextmanager
def laid_out(
    *,
    book: Book,
    chapters: Iterable[Chapter],
    photo_source: PhotoSource,
    cache: Path,
    fonts: list[Path],
    report: Report,
) -> Iterator[Layout]:
    """The folder of `book`, gone when the block ends. Arguments and errors are those of `build_book`."""
    chapters = list(chapters)
    _check_input(chapters, fonts)
    glyphs = GlyphCheck(fonts)
    data = {
        "book": glyphs.clean(_book_data(book), "封面与编纂说明"),
        "chapters": [glyphs.clean({"title": c.title, "blocks": c.blocks}, c.title) for c in chapters],
        "families": font_families(fonts),
    }
    with _build_folder(cache) as folder:
        _lay_out_folder(folder, fonts)
        progress = Progress(report, photos=len(_photo_places(data)))
        broken = _place_photos(data, folder, photo_source, cache, progress)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        yield Layout(folder, broken + glyphs.warnings(), progress)


@contextmanager
def _build_folder(cache: Path) -> Iterator[Path]:
    """A fresh folder that is gone afterwards. It lies in the cache so that photos are linked, not copied."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _sweep(cache)
        with tempfile.TemporaryDirectory(prefix="build-", dir=cache) as name:
            yield Path(name)
    except OSError as error:
        raise BookError("年鉴文件无法写入，请联系系统管理员检查磁盘空间和目录权限。", str(error)) from error


def _sweep(cache: Path) -> None:
    """Remove what killed builds left behind; a folder older than a day belongs to no running build."""
    for folder in cache.glob("build-*"):
        with suppress(FileNotFoundError):  # another build swept it, or finished
            if time.time() - folder.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


class Progress:
    """Photos are counted; the compilation is the last fifth, and says how long it has taken."""

    def __init__(self, report: Report, photos: int) -> None:
        self.report, self.photos = report, photos
        self.total = photos + max(1, photos // 4)

    def photos_done(self, done: int) -> None:
        self.report(done, self.total, f"正在准备照片：{done} / {self.photos} 张")

    def compiling(self, seconds: float) -> None:
        self.report(self.photos, self.total, f"正在排版全书，已用 {seconds:.0f} 秒")

    def finish(self, message: str) -> None:
        self.report(self.total, self.total, message)


def _check_input(chapters: list[Chapter], fonts: list[Path]) -> None:
    if not chapters:
        raise BookError("年鉴没有任何章节，无法排版。请先录入本年度的活动或团队资料。")
    for chapter in chapters:
        unknown = {str(block.get("kind")) for block in chapter.blocks} - KINDS
        if unknown:
            raise BookError(
                f"章节“{chapter.title}”含有无法排版的内容，请联系系统管理员。", ", ".join(sorted(unknown))
            )
    missing = [str(path) for path in fonts if not path.is_file()]
    if missing or not fonts:
        raise BookError("年鉴所用的字体没有安装完整，请联系系统管理员重新安装。", "\n".join(missing))


def _book_data(book: Book) -> dict:
    data = asdict(book) | {
        "title": book.title.strip("《》"),
        "text": [s for s in book.text.splitlines() if s.strip()],
    }
    data["date"] = [book.date.year, book.date.month, book.date.day]
    data["cover_photo"] = {"sha256": book.cover_photo, "caption": "封面照片"} if book.cover_photo else None
    return data


def _lay_out_folder(folder: Path, fonts: list[Path]) -> None:
    """A fresh compile root: the template, only the fonts in use, an empty folder for photos."""
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    (folder / "photos").mkdir()
    (folder / "fonts").mkdir()
    for number, path in enumerate(fonts):
        (folder / "fonts" / f"{number}-{path.name}").symlink_to(path.resolve())


def _photo_places(data: dict) -> list[tuple[str, dict]]:
    """Every printed photo of the book as (where it is printed, its dict)."""
    return [
        (chapter["title"], item)
        for chapter in data["chapters"]
        for block in chapter["blocks"]
        if block["kind"] == "photos"
        for item in block["items"]
    ]


def _place_photos(
    data: dict, folder: Path, source: PhotoSource, cache: Path, progress: Progress
) -> list[str]:
    """Give every photo of `data` its `file` (None draws a placeholder); returns a warning for each broken one."""
    cover = [("封面", data["book"]["cover_photo"])] if data["book"]["cover_photo"] else []
    prepare = partial(prepare_photos, source=source, cache=cache)
    return [
        *_place(cover, partial(prepare, side=COVER_SIDE), folder, unheard),
        *_place(_photo_places(data), prepare, folder, progress.photos_done),
    ]


def _place(
    places: list[tuple[str, dict]], prepare: Callable, folder: Path, said: Callable[[int], None]
) -> Iterator[str]:
    """The same for some places, each (where it is printed, its dict); tells how many are done after each batch."""
    by_sha = defaultdict(list)
    for place, item in places:
        by_sha[item["sha256"]].append((place, item))
    done = 0
    for batch in prepare(list(by_sha)):
        for photo in batch:
            file = f"photos/{link_photo(photo.svg, folder / 'photos')}" if photo.svg else None
            for place, item in by_sha[photo.sha256]:
                item["file"] = file
                if not file:
                    yield _photo_warning(place, item, photo.problem)
            done += len(by_sha[photo.sha256])
        said(done)


def _photo_warning(place: str, item: dict, problem: str) -> str:
    return f"“{place}”的照片{quoted(item['caption'] or '未命名')}{problem}，书中以空框代替，请重新上传"
