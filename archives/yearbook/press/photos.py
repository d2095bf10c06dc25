"""Originals of any kind become upright, small, clean JPEGs that the typesetter can pass through untouched.

The typesetter links each JPEG through a one-line SVG: it then copies the compressed picture into the PDF
instead of decoding it, which takes a third of the memory. A linked picture is not checked and not rotated,
so everything that may be wrong with a photo is found and mended here.
"""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # phones of the staff send HEIC

Source = Path | str | BinaryIO

PhotoSource = Callable[[str], Source]

LONG_SIDE = 1000  # pixels: 76 mm of paper at about 330 dpi

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
    """The outcome for one photo: a JPEG in the cache, or `problem`, a Chinese phrase that says why not."""

    sha256: str
    path: Path | None
    problem: str = ""


def prepare_photos(
    shas: list[str], *, source: PhotoSource, cache: Path, side: int = LONG_SIDE
) -> Iterator[list[Prepared]]:
    """Yield the prepared photos batch by batch, in order; what `cache` holds is not read again.

    `source` is called in the caller's thread (it may use the caller's database connection); only decoding
    runs in parallel.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        for start in range(0, len(shas), BATCH):
            todo = [_open(sha, source, _cached(cache, sha, side)) for sha in shas[start : start + BATCH]]
            yield list(pool.map(lambda item: _prepare(*item, side), todo))


def link_photo(jpeg: Path, folder: Path) -> str:
    """Put `jpeg` and the SVG that links it into `folder`; returns the SVG's name."""
    copy = folder / jpeg.name
    try:
        os.link(jpeg, copy)
    except OSError:  # the cache is on another file system
        copy.write_bytes(jpeg.read_bytes())
    with Image.open(jpeg) as image:
        width, height = image.size
    svg = folder / f"{jpeg.stem}.svg"
    svg.write_text(SVG.format(w=width, h=height, name=jpeg.name), encoding="utf-8")
    return svg.name


def _cached(cache: Path, sha256: str, side: int) -> Path:
    return cache / "photos" / sha256[:2] / f"{sha256}-{side}q{QUALITY}.jpg"


def _open(sha256: str, source: PhotoSource, target: Path) -> tuple[str, Source | OSError | None, Path]:
    if target.exists():
        return sha256, None, target
    try:
        return sha256, source(sha256), target
    except LookupError:
        return sha256, FileNotFoundError(sha256), target
    except OSError as error:  # reported with the photo, not for the whole book
        return sha256, error, target


def _prepare(sha256: str, original: Source | OSError | None, target: Path, side: int) -> Prepared:
    if original is None:
        return Prepared(sha256, target)
    if isinstance(original, FileNotFoundError):
        return Prepared(sha256, None, "原件不存在")
    if isinstance(original, OSError):
        return Prepared(sha256, None, "原件无法打开")
    try:
        jpeg = _clean_jpeg(original, side)
    except FileNotFoundError:
        return Prepared(sha256, None, "原件不存在")
    except Exception:  # decoders raise whatever a broken file makes them raise
        return Prepared(sha256, None, "文件已损坏或不是图片")
    return Prepared(sha256, _write(jpeg, target))


def _clean_jpeg(original: Source, side: int) -> bytes:
    """Decode wholly (broken files show here), turn upright, sRGB, at most `side` pixels, no EXIF."""
    file = open(original, "rb") if isinstance(original, (str, Path)) else original  # noqa: SIM115
    with closing(file), Image.open(file) as image:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)  # loads all of the file
        upright = _as_srgb(ImageOps.exif_transpose(image))
    clean = Image.new("RGB", upright.size, "white")  # a new picture carries no metadata
    clean.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    jpeg = io.BytesIO()
    clean.save(jpeg, "JPEG", quality=QUALITY)
    return jpeg.getvalue()


def _as_srgb(image: Image.Image) -> Image.Image:
    """Phones record in wide colour spaces; without the profile their colours would look dull."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            wide = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, wide, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")  # a broken profile does not spoil the picture
    return image.convert("RGB")


def _write(content: bytes, target: Path) -> Path:
    """Write so that two builds at once never see half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        part.write(content)
    os.replace(part.name, target)
    return target
