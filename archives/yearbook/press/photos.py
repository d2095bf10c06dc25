"""Photos reduced to what a printed page can show: clean JPEGs that the typesetter passes through untouched.

The typesetter links each JPEG through a one-line SVG: it then copies the compressed picture into the PDF
instead of decoding it, which takes a third of the memory. A linked picture is not checked and not rotated,
so every photo is decoded once here, by the same code that makes the portal's derivatives (`portal.files.derive`).
"""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from portal.files.derive import BrokenPicture, reduced

PhotoSource = Callable[[str, int], BinaryIO]

PRINT_SIDE = 1000  # pixels: 76 mm of paper at about 330 dpi

COVER_SIDE = 2000  # the cover photo spans the page

QUALITY = 80

BATCH = 8  # small enough that a cancelled job stops at once

WORKERS = min(4, os.cpu_count() or 1)  # Pillow releases the GIL while it decodes and scales

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="{w}" height="{h}" viewBox="0 0 {w} {h}"><image width="{w}" height="{h}" xlink:href="{name}"/></svg>'
)


@dataclass(frozen=True)
class Prepared:
    """The outcome for one photo: an SVG in the cache beside its JPEG, or `problem`, a Chinese phrase that says why not."""

    sha256: str
    svg: Path | None
    problem: str = ""


def prepare_photos(
    shas: list[str], *, source: PhotoSource, cache: Path, side: int = PRINT_SIDE
) -> Iterator[list[Prepared]]:
    """Yield the prepared photos batch by batch, in order; what `cache` holds is not read again.

    `source` is called in the caller's thread (it may use the caller's database connection); only decoding
    runs in parallel.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        for start in range(0, len(shas), BATCH):
            todo = [
                _open(sha, source, _cached(cache, sha, side), side) for sha in shas[start : start + BATCH]
            ]
            yield list(pool.map(lambda item: _prepare(*item, side), todo))


def link_photo(svg: Path, folder: Path) -> str:
    """Put `svg` and the JPEG that it shows into `folder`; returns the SVG's name."""
    for file in (svg, svg.with_suffix(".jpg")):
        try:
            os.link(file, folder / file.name)
        except OSError:  # the cache is on another file system
            (folder / file.name).write_bytes(file.read_bytes())
    return svg.name


def _cached(cache: Path, sha256: str, side: int) -> Path:
    return cache / "photos" / sha256[:2] / f"{sha256}-{side}q{QUALITY}.svg"


def _open(sha256: str, source: PhotoSource, svg: Path, side: int) -> tuple[str, BinaryIO | str | None, Path]:
    """(hash, what to decode or the phrase that says why there is nothing, target); nothing to do is None."""
    if svg.exists():
        return sha256, None, svg
    try:
        return sha256, source(sha256, side), svg
    except BrokenPicture as problem:
        return sha256, str(problem), svg
    except (LookupError, FileNotFoundError):
        return sha256, "原件不存在", svg
    except OSError:  # reported with the photo, not for the whole book
        return sha256, "原件无法打开", svg


def _prepare(sha256: str, picture: BinaryIO | str | None, svg: Path, side: int) -> Prepared:
    if isinstance(picture, str):
        return Prepared(sha256, None, picture)
    if picture is not None:
        try:
            with picture:
                jpeg = reduced(picture, side=side, quality=QUALITY)
        except BrokenPicture as problem:
            return Prepared(sha256, None, str(problem))
        _keep(jpeg, svg)
    return Prepared(sha256, svg)


def _keep(jpeg: bytes, svg: Path) -> None:
    """The SVG comes last: where it lies, its JPEG lies too."""
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
    target = svg.with_suffix(".jpg")
    _write(jpeg, target)
    _write(SVG.format(w=width, h=height, name=target.name).encode(), svg)


def _write(content: bytes, target: Path) -> None:
    """Write so that two builds at once never see half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        part.write(content)
    os.replace(part.name, target)
