"""What a file is, judged by its content, never by its name or by what the browser says of it.

The list of what is taken is the policy: whatever is not on it is refused with a sentence.
"""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 4096

ACCEPTED = "照片（JPG、PNG、WEBP、HEIC）、文件（PDF、Word、Excel、PPT、WPS）、音像（MP4、MOV、MP3）"


class UnacceptableFile(Exception):
    """The file is not taken; the text is a Chinese sentence that begins after the file's name."""


@dataclass(frozen=True)
class FileType:
    """`kind` is image, document, video or audio."""

    content_type: str
    kind: str


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
