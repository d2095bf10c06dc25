"""Files as cameras, telephones and offices really send them, made small."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def scene(size=(120, 80), colour="#88b04b", corner="#d6336c"):
    """A picture whose upper left corner is marked, so that a wrong rotation shows."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=corner)
    return image


def exif(*, taken="", offset="", orientation=1, gps=False):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Camera"
    photo = data.get_ifd(0x8769)
    if taken:
        photo[0x9003] = taken
    if offset:
        photo[0x9011] = offset
    if gps:
        data.get_ifd(0x8825).update({1: "N", 2: (30.0, 33.0, 21.0), 3: "E", 4: (104.0, 16.0, 9.0)})
    return data


def encoded(image, kind="JPEG", **options):
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def jpeg(*, seed=0, **facts):
    """A JPEG straight from the camera; different `seed`s give different files."""
    colour = f"#{(seed * 2654435761) % 0xFFFFFF:06x}"
    return encoded(scene(colour=colour), exif=exif(**facts), quality=90)


def turned_jpeg():
    """Held upright (80×120 when seen), stored lying (120×80) with orientation 6, as telephones do."""
    upright = scene((80, 120))
    lying = upright.transpose(Image.Transpose.ROTATE_90)
    return encoded(lying, exif=exif(taken="2026:03:28 09:15:02", orientation=6), quality=95)


def truncated_jpeg():
    whole = encoded(Image.effect_noise((400, 300), 60).convert("RGB"), quality=90)
    return whole[: len(whole) // 2]


def docx(text="签到表"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document>{text}</w:document>")
    return target.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def upload(name, content):
    """As a browser sends it; what the browser says of the type is deliberately nonsense."""
    return SimpleUploadedFile(name, content, content_type="text/html")
