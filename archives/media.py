"""Files as the portal meets them: what they are, when they were taken, and the small pictures made of them.

Pure: bytes in, values out; no database, no request. A file is judged by its content, never by its name or
by what the browser says of it.
"""

import io
import re
import warnings
import zipfile
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
HEAD = 4096

ACCEPTED = "照片（JPG、PNG、WEBP、HEIC）、文件（PDF、Word、Excel、PPT、WPS）、音像（MP4、MOV、MP3）"


class UnacceptableFile(Exception):
    """The file is not taken; the text is a Chinese sentence that begins after the file's name."""


class BrokenPicture(Exception):
    """A picture that cannot be decoded; the text is a Chinese phrase that says why."""


@dataclass(frozen=True)
class FileType:
    """`kind` is image, document, video or audio."""

    content_type: str
    kind: str


@dataclass(frozen=True)
class Picture:
    """`width` and `height` of the original, upright; two JPEGs without EXIF, GPS or profile, sRGB."""

    width: int
    height: int
    taken_at: datetime | None
    thumb: bytes
    large: bytes


JPEG = FileType("image/jpeg", "image")
HEIC = FileType("image/heic", "image")
MP4 = FileType("video/mp4", "video")
MOV = FileType("video/quicktime", "video")
M4A = FileType("audio/mp4", "audio")
MP3 = FileType("audio/mpeg", "audio")
_OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_XML = {  # the part that every such package holds → what it is
    "word/document.xml": FileType(f"{_OFFICE}.wordprocessingml.document", "document"),
    "xl/workbook.xml": FileType(f"{_OFFICE}.spreadsheetml.sheet", "document"),
    "ppt/presentation.xml": FileType(f"{_OFFICE}.presentationml.presentation", "document"),
}
OLE = {  # the older formats share one container; their name tells them apart
    "doc": FileType("application/msword", "document"),
    "xls": FileType("application/vnd.ms-excel", "document"),
    "ppt": FileType("application/vnd.ms-powerpoint", "document"),
    "wps": FileType("application/vnd.ms-works", "document"),
    "et": FileType("application/vnd.ms-excel", "document"),
    "dps": FileType("application/vnd.ms-powerpoint", "document"),
}
BRANDS = {  # ISO base media: bytes 8–12 name the brand
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), HEIC),
    **dict.fromkeys(
        (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"), MP4
    ),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3g2a"), MP4),
    **dict.fromkeys((b"M4A ", b"M4B "), M4A),
    b"qt  ": MOV,
}


def sniff(file: BinaryIO, name: str) -> FileType:
    """What `file` is. Raises UnacceptableFile for everything that is not on the allow-list."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise UnacceptableFile("是空文件，可能没有传完整，请重新选择。")
    found = _simple_type(head) or _packaged_type(file, head, name)
    if found is None:
        raise UnacceptableFile(_refusal(head))
    return found


def _simple_type(head):
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType("image/png", "image")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType("image/webp", "image")
    if head.startswith(b"%PDF-"):
        return FileType("application/pdf", "document")
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12])
    if head[4:8] in (b"moov", b"mdat", b"wide"):
        return MOV
    if head.startswith(b"ID3") or (head[0] == 0xFF and head[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa")):
        return MP3
    return None


def _packaged_type(file, head, name):
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE.get(name.rpartition(".")[2].lower())
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as package:
            parts = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnacceptableFile("已损坏，打不开；请重新导出后再上传。") from None
    finally:
        file.seek(0)
    return next((kind for part, kind in OPEN_XML.items() if part in parts), None)


def _refusal(head) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if (
        text.startswith((b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml"))
        or b"<svg" in text[:1000]
    ):
        return "其实是网页或矢量图，不是照片，为安全起见不能上传；请上传手机或相机里的原图。"
    if head.startswith((b"MZ", b"\x7fELF", b"#!")):
        return "是程序，不能上传。"
    if head.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "是压缩包，请先解压，再把里面的照片和文件一起选上。"
    return f"的格式不能收。可以上传：{ACCEPTED}。"


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Pillow warns of curious EXIF and of sizes; we judge the size below
            return _prepare(file)
    except BrokenPicture:
        raise
    except Image.DecompressionBombError:
        raise BrokenPicture("像素过大") from None
    except MemoryError:
        raise
    except Exception as error:  # decoders raise whatever a broken file makes them raise
        raise BrokenPicture("文件不完整或已损坏") from error


def _prepare(file):
    with Image.open(file) as image:
        width, height = image.size
        if width * height > (JPEG_PIXEL_LIMIT if image.format == "JPEG" else PIXEL_LIMIT):
            raise BrokenPicture("像素过大")
        exif = image.getexif()
        taken_at = time_from_exif(exif)
        turned = exif.get(ExifTags.Base.Orientation) in (5, 6, 7, 8)
        image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS, reducing_gap=2.0)  # loads all of the file
        large = _plain(ImageOps.exif_transpose(image))
    thumb = large.copy()
    thumb.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    if turned:
        width, height = height, width
    return Picture(width, height, taken_at, jpeg_bytes(thumb, THUMB), jpeg_bytes(large, LARGE))


def jpeg_bytes(image: Image.Image, side: int) -> bytes:
    """`image` (RGB, without metadata) as the JPEG of a derivative."""
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY[side], progressive=side == LARGE)
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
