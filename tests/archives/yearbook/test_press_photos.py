"""Photos in the book: upright, small, without metadata; what cannot be opened leaves a frame."""

import pikepdf
import pytest
from PIL import Image

from archives.yearbook.press.layout import Book
from archives.yearbook.press.photos import prepare_photos
from portal.book import Chapter, Photo, photos
from tests.archives.yearbook.pdf_reading import book_text, encoded, is_near, printed_images, two_halves
from tests.archives.yearbook.printing import BOOK


def test_rotated_photo_stands_upright_without_its_metadata(build, originals):
    sideways = two_halves("red", "blue").rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "PhoneMaker"  # orientation: turn right by 90 degrees; manufacturer
    sha = originals.add(encoded(sideways, exif=exif))
    _, path, _ = build(Chapter("图片", [photos([Photo(sha, "开幕式", "李四")])]))
    assert b"PhoneMaker" not in path.read_bytes()
    with pikepdf.open(path) as pdf:
        (image,) = [picture.as_pil_image() for picture in printed_images(pdf)]
        assert "开幕式摄影李四" in book_text(pdf)
    assert image.size == (900, 600)
    assert is_near(image.getpixel((450, 100)), (255, 0, 0))
    assert is_near(image.getpixel((450, 500)), (0, 0, 255))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(encoded(two_halves("white", "black", (2400, 1600), "CMYK")), id="cmyk"),
        pytest.param(encoded(two_halves("white", "black", (2400, 1600), "L"), "PNG"), id="grey"),
        pytest.param(encoded(Image.new("RGBA", (1500, 1000), (0, 0, 0, 0)), "PNG"), id="transparent"),
        pytest.param(encoded(two_halves("white", "black", (1200, 800)), "HEIF"), id="heic"),
    ],
)
def test_any_original_becomes_a_small_rgb_jpeg(tmp_path, originals, content):
    ((photo,),) = prepare_photos([originals.add(content)], source=originals, cache=tmp_path)
    with Image.open(photo.svg.with_suffix(".jpg")) as image:
        assert (image.format, image.mode, max(image.size)) == ("JPEG", "RGB", 1000)
        assert is_near(image.getpixel((500, 100)), (255, 255, 255))
        assert not image.getexif()


def test_broken_and_missing_photos_leave_a_frame_and_a_warning(build, originals):
    good = originals.add(encoded(two_halves("green", "yellow")))
    cut = originals.add(originals[good][:-400])
    lost = "0" * 64
    outcome, path, _ = build(
        Chapter("图片", [photos([Photo(good, "好"), Photo(cut, "断"), Photo(lost, "失")])]),
        book=Book(**{**vars(BOOK), "cover_photo": lost}),
    )
    with pikepdf.open(path) as pdf:
        assert book_text(pdf).count("照片原件无法读取") == 2
        assert len(printed_images(pdf)) == 1
    assert outcome.photos == 3
    assert [line.split("，")[0] for line in outcome.warnings] == [
        "“封面”的照片“封面照片”原件不存在",
        "“图片”的照片“断”文件不完整或已损坏",
        "“图片”的照片“失”原件不存在",
    ]


def test_second_build_reads_no_original_and_gives_the_same_file(build, originals):
    shas = [originals.add(encoded(Image.new("RGB", (300 + i, 200), (9 * i, 99, 9)))) for i in range(20)]
    chapter = Chapter("图片", [photos([Photo(sha, "合影", "") for sha in shas])])
    first, path, calls = build(chapter)
    printed = path.read_bytes()
    originals.clear()
    build(chapter)
    assert path.read_bytes() == printed
    done = [call[0] for call in calls]
    assert done == sorted(done)
    assert {total for _, total, _ in calls} == {25}
    assert [message for _, _, message in calls][:3] == [f"正在准备照片：{n} / 20 张" for n in (8, 16, 20)]
    assert calls[-1] == (25, 25, f"全书完成，共 {first.pages} 页")
