"""Pictures: when they were taken, and the smaller ones that are made of them.

Pure: bytes in, values out; no database, no storage, no request.
"""

import io
import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from django.utils import timezone
from PIL import ExifTags, Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # phones of the staff send HEIC

THUMB, LARGE = 480, 1600  # longest side in pixels

QUALITY = {THUMB: 78, LARGE: 84}

# A JPEG is decoded at the scale that is needed; anything else has to be decoded whole (3 bytes a pixel).
PIXEL_LIMIT, JPEG_PIXEL_LIMIT = 90_000_000, 240_000_000


class BrokenPicture(Exception):
    """A picture that cannot be decoded; the text is a Chinese phrase that says why."""


@dataclass(frozen=True)
class Picture:
    """`width` and `height` of the original, upright; two JPEGs without EXIF, GPS or profile, sRGB."""

    width: int
    height: int
    taken_at: datetime | None
    thumb: bytes
    large: bytes


# Capture time -------------------------------------------------------------------------------
MILLISECONDS = re.compile(r"(?:mmexport|wx_camera_|microMsg\.)(\d{13})", re.IGNORECASE)

# (20yy)(mm)(dd), a mark or nothing, (hh)(mm)(ss): IMG_20260328_091502, VID20260328091502, 微信图片_20260328091502
STAMP = re.compile(
    r"(?<!\d)(20\d{2})[-_.]?([01]\d)[-_.]?([0-3]\d)[-_ T]?([0-2]\d)[-_.]?([0-5]\d)[-_.]?([0-5]\d)(?!\d{5})"
)


def time_from_name(name: str) -> datetime | None:
    """The time that cameras and WeChat write into file names, aware; None when the name says nothing.

    A WeChat name (`mmexport<ms>.jpg`) gives the moment of saving, not of taking: a floor to stand on when
    the messenger has thrown the EXIF away.
    """
    if found := MILLISECONDS.search(name):
        return _credible(datetime.fromtimestamp(int(found[1]) / 1000, UTC))
    if found := STAMP.search(name):
        try:
            return _credible(timezone.make_aware(datetime(*map(int, found.groups()))))  # noqa: DTZ001
        except ValueError:
            return None
    return None


def time_from_exif(exif: Image.Exif) -> datetime | None:
    """DateTimeOriginal with its offset when the camera wrote one, else in the portal's time zone."""
    photo = exif.get_ifd(ExifTags.IFD.Exif)
    text = str(photo.get(ExifTags.Base.DateTimeOriginal) or "").strip("\x00 ")
    try:
        taken = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    try:
        offset = datetime.strptime(
            str(photo.get(ExifTags.Base.OffsetTimeOriginal) or "").strip("\x00 "), "%z"
        ).tzinfo
    except ValueError:
        offset = None
    try:
        return _credible(taken.replace(tzinfo=offset) if offset else timezone.make_aware(taken))
    except OverflowError:
        return None


def _credible(moment: datetime) -> datetime | None:
    """Cameras whose clock was never set, and names that only look like a time, say nothing."""
    return moment if moment.year >= 1990 and moment <= timezone.now() + timedelta(days=1) else None


# Derivatives --------------------------------------------------------------------------------
def prepare_picture(file: BinaryIO) -> Picture:
    """Decode `file` wholly (a broken one shows here) and make its derivatives. Raises BrokenPicture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of curious EXIF and of sizes; we judge the size below
        return _or_broken(_prepare, file)


def reduced(file: BinaryIO, *, side: int, quality: int) -> bytes:
    """`file` as one JPEG of at most `side` pixels: upright, sRGB, without EXIF, GPS or profile, decoded wholly.
    For sizes beyond the two that are stored; several threads may call it at once. Raises BrokenPicture."""
    return _or_broken(_reduce, file, side, quality)


def _or_broken(make, *arguments):
    """Decoders raise whatever a broken file makes them raise; outside they are all one thing."""
    try:
        return make(*arguments)
    except (BrokenPicture, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise BrokenPicture("像素过大") from None
    except Exception as error:
        raise BrokenPicture("文件不完整或已损坏") from error


def _prepare(file):
    with _opened(file) as image:
        width, height = image.size
        exif = image.getexif()
        taken_at = time_from_exif(exif)
        turned = exif.get(ExifTags.Base.Orientation) in (5, 6, 7, 8)
        large = _shrunk(image, LARGE)
    thumb = large.copy()
    thumb.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    if turned:
        width, height = height, width
    return Picture(width, height, taken_at, jpeg_bytes(thumb, THUMB), jpeg_bytes(large, LARGE))


def _reduce(file, side, quality):
    with _opened(file) as image:
        return _encoded(_shrunk(image, side), quality=quality)


def _opened(file):
    """The picture in `file`, not decoded yet."""
    image = Image.open(file)
    if image.width * image.height > (JPEG_PIXEL_LIMIT if image.format == "JPEG" else PIXEL_LIMIT):
        raise BrokenPicture("像素过大")
    return image


def _shrunk(image, side):
    """`image`, decoded at the scale that is needed, upright and plain, at most `side` pixels."""
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)  # loads all of the file
    return _plain(ImageOps.exif_transpose(image))


def jpeg_bytes(image: Image.Image, side: int) -> bytes:
    """`image` (RGB, without metadata) as the JPEG of a derivative."""
    return _encoded(image, quality=QUALITY[side], progressive=side == LARGE)


def _encoded(image, **options):
    target = io.BytesIO()
    image.save(target, "JPEG", **options)
    return target.getvalue()


def _plain(image):
    """A new picture in sRGB on white: new, so that no EXIF, GPS or profile comes along."""
    colours = _in_srgb(image)
    plain = Image.new("RGB", colours.size, "white")
    plain.paste(colours, mask=colours.getchannel("A") if colours.mode == "RGBA" else None)
    return plain


def _in_srgb(image):
    """Phones record in wide colour spaces; without its profile such a picture would look dull."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile does not spoil the picture
        return image.convert("RGB")
