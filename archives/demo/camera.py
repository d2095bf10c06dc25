"""Photos as cameras leave them: painted, encoded with EXIF, and with the derivatives the worker would make.

Painting takes about a tenth of a second, therefore two processes share it; they know no database.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from multiprocessing import get_context
from random import Random

from PIL import Image

from archives.demo import canvas
from archives.demo.scenes import paint
from portal.files import derive as media

PROCESSES = 2
WORTH_A_POOL = 24  # fewer pictures are painted sooner than a process has started
CAMERAS = [("HUAWEI", "NOH-AN00"), ("Xiaomi", "2201123C"), ("vivo", "V2118A"), ("Canon", "Canon EOS 200D II"), ("OPPO", "PFFM10")]  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One photo to take. `taken` is EXIF time text; empty for a photo that came through a messenger, which
    throws the EXIF away. `posture` is landscape, portrait, or turned (portrait, stored lying)."""

    title: str
    number: int
    seed: int
    taken: str
    posture: str = "landscape"


@dataclass(frozen=True)
class Taken:
    sha256: str
    original: bytes
    thumb: bytes
    large: bytes
    width: int
    height: int


def take_photos(shots: list[Shot], font: str):
    """Yield a Taken per shot, in order."""
    if len(shots) < WORTH_A_POOL:
        prepare(font)
        yield from map(take, shots)
        return
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), prepare, (font,)) as pool:
        yield from pool.map(take, shots, chunksize=8)


def prepare(font: str) -> None:
    canvas.FONT = font


def take(shot: Shot) -> Taken:
    rng = Random(shot.seed)
    picture = paint(shot.title, shot.number, rng, upright=shot.posture != "landscape")
    turned = shot.posture == "turned"
    stored = picture.transpose(Image.Transpose.ROTATE_90) if turned else picture
    target = BytesIO()
    stored.save(target, "JPEG", quality=80, exif=_exif(shot, rng, orientation=6 if turned else 1))
    original = target.getvalue()
    thumb = picture.copy()
    thumb.thumbnail((media.THUMB, media.THUMB), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return Taken(
        sha256=sha256(original).hexdigest(), original=original, width=picture.width, height=picture.height,
        thumb=media.jpeg_bytes(thumb, media.THUMB), large=media.jpeg_bytes(picture, media.LARGE),
    )  # fmt: skip


def _exif(shot, rng, *, orientation):
    exif = Image.Exif()
    if not shot.taken:
        return exif
    make, model = rng.choice(CAMERAS)
    exif[0x010F], exif[0x0110], exif[0x0112], exif[0x0132] = make, model, orientation, shot.taken
    photo = exif.get_ifd(0x8769)
    photo[0x9003] = photo[0x9004] = shot.taken
    photo[0x9011] = "+08:00"
    return exif
