"""Photos as cameras leave them: a scene of `demo_photos` seen anew for every shot, encoded with EXIF, and with
the derivatives that the worker would make."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageEnhance

from portal.files import derive

FOLDER = Path(__file__).with_name("demo_photos")
LANDSCAPE, UPRIGHT = (1200, 800), (800, 1200)
CLOSEST = 0.82  # of the scene's width that a shot still shows
BRIGHTNESS = 0.08  # the most that a shot is darker or lighter than its scene
THREADS = 2  # Pillow lets others work while it scales and encodes
CAMERAS = [
    ("HUAWEI", "NOH-AN00"),
    ("Xiaomi", "2201123C"),
    ("vivo", "V2118A"),
    ("Canon", "Canon EOS 200D II"),
    ("OPPO", "PFFM10"),
]


@dataclass(frozen=True)
class Shot:
    """One photo to take: of `view`, the beginning of the scenes' names. `taken` is EXIF time text; empty for a
    photo that came through a messenger, which throws the EXIF away. `posture` is landscape, portrait, or turned
    (portrait, stored lying)."""

    view: str
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


def take_all(shots: list[Shot]) -> Iterator[Taken]:
    """In the order of `shots`."""
    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(take, shots)


def take(shot: Shot) -> Taken:
    """The same shot gives the same bytes."""
    rng = Random(shot.seed)
    picture = _seen(shot, rng)
    turned = shot.posture == "turned"
    stored = picture.transpose(Image.Transpose.ROTATE_90) if turned else picture
    target = BytesIO()
    stored.save(target, "JPEG", quality=80, exif=_exif(shot, rng, orientation=6 if turned else 1))
    original = target.getvalue()
    thumb = picture.copy()
    thumb.thumbnail((derive.THUMB, derive.THUMB), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return Taken(
        sha256=sha256(original).hexdigest(),
        original=original,
        thumb=derive.jpeg_bytes(thumb, derive.THUMB),
        large=derive.jpeg_bytes(picture, derive.LARGE),
        width=picture.width,
        height=picture.height,
    )


def scenes_of(view: str) -> list[Path]:
    return sorted(FOLDER.glob(f"{view}_[0-9].jpg"))


@cache
def _scene(path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def _seen(shot, rng):
    """A part of one of the view's scenes, in the light of that hour."""
    scene = _scene(rng.choice(scenes_of(shot.view)))
    size = LANDSCAPE if shot.posture == "landscape" else UPRIGHT
    picture = scene.resize(size, Image.Resampling.BILINEAR, _part(scene, size, rng))
    return ImageEnhance.Brightness(picture).enhance(1 + rng.uniform(-BRIGHTNESS, BRIGHTNESS))


def _part(scene, size, rng):
    """The box (left, top, right, bottom) of the scene with the sides of `size`."""
    share = rng.uniform(CLOSEST, 1)
    height = min(scene.height, scene.width * size[1] / size[0]) * share
    width = height * size[0] / size[1]
    left = (scene.width - width) * rng.uniform(0.3, 0.7)
    top = (scene.height - height) * rng.uniform(0, 0.25)  # the banner stays in the picture
    return left, top, left + width, top + height


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
