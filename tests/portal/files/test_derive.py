"""When pictures were taken, and the smaller ones made of them."""

import io
import zoneinfo
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from portal.files import derive
from tests.factories.archives import samples

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
register_heif_opener()


def prepared(content):
    return derive.prepare_picture(io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mmexport1774660502000.jpg", datetime(2026, 3, 28, 1, 15, 2, tzinfo=UTC)),
        ("wx_camera_1774660502123.jpg", datetime(2026, 3, 28, 1, 15, 2, 123000, tzinfo=UTC)),
        ("IMG_20260328_091502.jpg", datetime(2026, 3, 28, 9, 15, 2, tzinfo=SHANGHAI)),
        ("VID20260328091502.mp4", datetime(2026, 3, 28, 9, 15, 2, tzinfo=SHANGHAI)),
        ("微信图片_20260328091502.jpg", datetime(2026, 3, 28, 9, 15, 2, tzinfo=SHANGHAI)),
        ("IMG_20261345_091502.jpg", None),
        ("IMG_20260230_091502.jpg", None),
        ("mmexport9999999999999.jpg", None),
        ("桃花节开幕式.jpg", None),
        ("DSC_0001.JPG", None),
    ],
)
def test_time_from_name(name, expected):
    assert derive.time_from_name(name) == expected


@given(st.text(max_size=60))
def test_time_from_any_name_is_aware_or_none(name):
    found = derive.time_from_name(name)
    assert found is None or found.tzinfo is not None


def test_exif_time_without_offset_is_local():
    assert prepared(samples.jpeg(taken="2026:03:28 09:15:02")).taken_at == datetime(
        2026, 3, 28, 9, 15, 2, tzinfo=SHANGHAI
    )


def test_exif_time_with_offset_keeps_it():
    taken = prepared(samples.jpeg(taken="2026:03:28 09:15:02", offset="+09:00")).taken_at
    assert taken == datetime(2026, 3, 28, 0, 15, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "taken", ["", "0000:00:00 00:00:00", "1970:01:01 08:00:00", "2199:01:01 00:00:00", "gestern"]
)
def test_exif_time_that_cannot_be_is_no_time(taken):
    assert prepared(samples.jpeg(taken=taken)).taken_at is None


def test_rotated_photo_becomes_upright():
    picture = prepared(samples.turned_jpeg())
    assert (picture.width, picture.height) == (80, 120)
    with Image.open(io.BytesIO(picture.large)) as large:
        assert large.size == (80, 120)
        red, green, _ = large.getpixel((5, 5))
        assert red > 150 > green  # the marked corner is where it was seen


def test_derivatives_carry_no_exif_gps_or_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = samples.encoded(
        samples.scene((2000, 1400)),
        exif=samples.exif(taken="2026:03:28 09:15:02", gps=True),
        icc_profile=profile,
    )
    picture = prepared(content)
    for derivative, side in ((picture.thumb, 480), (picture.large, 1600)):
        with Image.open(io.BytesIO(derivative)) as image:
            assert (image.format, image.mode, max(image.size)) == ("JPEG", "RGB", side)
            assert not image.getexif()
            assert "icc_profile" not in image.info
            assert b"GPS" not in derivative
            assert b"Exif" not in derivative


def test_heic_is_decoded():
    picture = prepared(
        samples.encoded(samples.scene((200, 100)), "HEIF", exif=samples.exif(taken="2026:03:28 09:15:02"))
    )
    assert (picture.width, picture.height) == (200, 100)
    assert picture.taken_at == datetime(2026, 3, 28, 9, 15, 2, tzinfo=SHANGHAI)


def test_transparent_png_is_laid_on_white():
    image = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    with Image.open(io.BytesIO(prepared(samples.encoded(image, "PNG")).large)) as large:
        assert min(large.getpixel((25, 25))) > 250


def test_cmyk_jpeg_becomes_rgb():
    with Image.open(io.BytesIO(prepared(samples.encoded(samples.scene().convert("CMYK"))).thumb)) as thumb:
        assert thumb.mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [samples.truncated_jpeg(), b"\xff\xd8\xff\xe0 no picture", samples.encoded(samples.scene(), "PNG")[:60]],
)
def test_broken_picture_is_named_broken(content):
    with pytest.raises(derive.BrokenPicture, match="不完整"):
        prepared(content)


def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    huge = samples.encoded(Image.new("1", (20_000, 20_000)), "PNG")
    with pytest.raises(derive.BrokenPicture, match="像素过大"):
        prepared(huge)
