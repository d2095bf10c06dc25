"""The yearbook engine from chapters to PDF: real fonts, real photos, the real typesetter."""

import hashlib
import io
import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from archives.yearbook.press.engine import build_book
from archives.yearbook.press.glyphs import GETA, GlyphCheck, font_families
from archives.yearbook.press.layout import Book
from archives.yearbook.press.photos import prepare_photos
from archives.yearbook.press.typesetting import BookError
from portal import book as vocabulary
from portal.book import (
    Chapter,
    Photo,
    bars,
    chronicle,
    community_title,
    entry,
    facts,
    heading,
    names,
    page_break,
    para,
    photos,
    table,
)
from tests.archives.yearbook.pdf_reading import (
    book_text,
    bookmarks,
    encoded,
    is_near,
    page_text,
    printed_images,
    two_halves,
)

FONTS = django_settings.YEARBOOK_FONTS
BOOK = Book(
    street="龙泉街道",
    year=2025,
    title="龙泉街道群众文化年鉴",
    issuer="龙泉街道文化服务中心",
    date=date(2026, 1, 20),
)
HOSTILE = r'#read("data.json") $x^2$ *星* _线_ "引" \n \\ `码` <标> @某 // 注 [括] {花} ~ #panic()'


class Originals(dict):
    """Originals by SHA-256, as the media store would give them."""

    def add(self, content: bytes) -> str:
        sha = hashlib.sha256(content).hexdigest()
        self[sha] = content
        return sha

    def __call__(self, sha: str, side: int) -> io.BytesIO:
        return io.BytesIO(self[sha])


@pytest.fixture
def originals():
    return Originals()


@pytest.fixture
def build(tmp_path, originals):
    """Build a book of the given chapters; returns (report, path of the PDF, progress calls)."""

    def run(*chapters, book=BOOK, report=None, **limits):
        calls = []
        outcome = build_book(
            book=book,
            chapters=chapters,
            photo_source=originals,
            out=tmp_path / "book.pdf",
            cache=tmp_path / "cache",
            fonts=FONTS,
            report=report or (lambda *call: calls.append(call)),
            **limits,
        )
        return outcome, tmp_path / "book.pdf", calls

    return run


def test_two_chapter_book_is_an_archival_pdf_with_bookmarks_and_embedded_fonts(build):
    second = Chapter("大事记", [heading("三月"), heading("上旬", 3), chronicle([("3月8日", "举办演出。")])])
    first = Chapter("概况", [para("第一段。\n\n第二段。")])
    outcome, path, _ = build(first, second)
    with pikepdf.open(path) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert str(pdf.docinfo["/Title"]) == "龙泉街道群众文化年鉴（2025）"
        with pdf.open_outline() as outline:
            assert list(bookmarks(outline.root)) == [(1, "概况"), (1, "大事记"), (2, "三月"), (3, "上旬")]
        descriptors = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert {str(d.FontName).split("+")[1] for d in descriptors} == {
            "NotoSerifSC-Regular",
            "NotoSerifSC-Bold",
            "NotoSansSC-Regular",
            "NotoSansSC-Bold",
        }
        assert all(d.keys() & {"/FontFile2", "/FontFile3"} for d in descriptors)
        # cover, blank, inner title, note, contents, blank, two chapters, colophon
        assert outcome.pages == len(pdf.pages) == 9
        assert "第一段。第二段。" in page_text(pdf.pages[6])
        assert "概况1大事记2" in page_text(pdf.pages[4]).replace(".", "").replace("三月2", "")
    assert (outcome.photos, outcome.warnings) == (0, [])


def test_markup_in_any_text_stays_literal(build):
    chapter = Chapter(
        HOSTILE,
        [
            heading(HOSTILE),
            community_title(HOSTILE, HOSTILE),
            para(HOSTILE),
            entry(HOSTILE, HOSTILE, HOSTILE),
            facts([(HOSTILE, HOSTILE)]),
            table([(HOSTILE, 1, "left")], [[HOSTILE]], HOSTILE),
            chronicle([("3月", HOSTILE)]),
            bars([("甲", 1, None)], HOSTILE, HOSTILE),
            names([HOSTILE]),
        ],
    )
    outcome, path, _ = build(chapter, book=Book("龙", 2025, HOSTILE, HOSTILE, date(2026, 1, 1), HOSTILE))
    plain = HOSTILE.replace(" ", "")
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            assert {title for _, title in bookmarks(outline.root)} == {HOSTILE}
        text = book_text(pdf)
    assert text.count(plain) >= 20
    assert "举办" not in text
    assert outcome.warnings == []


def test_every_block_prints_even_when_it_is_empty(build):
    empty = [
        para(""),
        entry("空", ""),
        facts([]),
        table([("列", 1, "right")], []),
        chronicle([]),
        photos([]),
        bars([]),
        names([]),
    ]
    full = [
        facts([("场次", 12), ("人次", None), ("经费", "3,000.00")]),
        table([("社区", 2, "left"), ("场次", 1, "right")], [[f"第{i}社区", i] for i in range(80)], "场次表"),
        bars([("滨河社区", 1234567, 1000000), ("桃源社区", 0, None)], "人次", "参与人次"),
        names(["王芳", "欧阳建国", "李小明"]),
        page_break(),
        page_break(),
        entry("【桃花节】", "如期举行。", "张三"),
    ]
    _, path, _ = build(Chapter("空章", empty), Chapter("实章", full))
    with pikepdf.open(path) as pdf:
        text = book_text(pdf)
        heads = [page_text(page).count("社区场次") for page in pdf.pages]
    assert text.count("（本年无记录）") == 4
    assert heads.count(1) >= 2, "the head of a long table repeats on every page"
    assert "1,234,567/1,000,000" in text
    assert "【桃花节】如期举行。（供稿张三）" in text
    assert "王芳欧阳建国李小明" in text


def test_emoji_and_unknown_characters_are_replaced_and_reported(build):
    outcome, path, _ = build(
        Chapter("概况", [para("喜庆😀一家👨‍👩‍👧‍👦")]), Chapter("团队", [names(["𠮷田"])])
    )
    with pikepdf.open(path) as pdf:
        text = book_text(pdf)
    assert f"喜庆{GETA}一家{GETA}" in text
    assert [re.findall(r"“(.+?)”中的字符.*?（(U\+\w+)", line) for line in outcome.warnings] == [
        [("概况", "U+1F600")],
        [("概况", "U+1F468")],
        [("团队", "U+20BB7")],
    ]


GLYPHS = GlyphCheck(FONTS)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_cleaned_text_is_printable_and_stable(text):
    cleaned = GLYPHS.clean_text(text, "任意")
    assert all(char in GLYPHS.printable for char in cleaned)
    assert GLYPHS.clean_text(cleaned, "任意") == cleaned


def test_ordinary_office_text_is_untouched():
    text = "“五个一”工程（2025年）——龙街办〔2026〕12号，堃镕喆犇龑婳玥翀曌，5㎡、37.5℃、±1%、①②③"
    check = GlyphCheck(FONTS)
    assert check.clean_text(text, "概况") == text
    assert check.warnings() == []
    assert font_families(FONTS) == ["Noto Serif SC", "Noto Sans SC"]


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


class Cancelled(Exception):
    pass


def test_cancel_while_compiling_kills_the_typesetter_and_leaves_nothing(build, tmp_path):
    running = []

    def cancel(done, total, message):
        if message.startswith("正在排版"):
            running.extend(typesetters(tmp_path))
            raise Cancelled

    with pytest.raises(Cancelled):
        build(Chapter("概况", [para("长文。" * 2000)] * 40), report=cancel)
    assert len(running) == 1
    assert typesetters(tmp_path) == []
    assert not (tmp_path / "book.pdf").exists()
    assert list((tmp_path / "cache").glob("build-*")) == []


def typesetters(folder: Path) -> list[str]:
    """Processes whose command line names `folder`."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder / "cache") in line.read_text(errors="replace"):
                found.append(line.parent.name)
        except OSError:  # ended meanwhile
            continue
    return found


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [({"time_limit": 0}, "排版超过 0 秒"), ({"memory_limit": 120 * 1024**2}, "内存超过上限")],
)
def test_limits_stop_the_typesetter_with_a_sentence(build, tmp_path, limits, sentence):
    with pytest.raises(BookError, match=sentence):
        build(Chapter("概况", [para("长文。" * 2000)] * 40), **limits)
    assert not (tmp_path / "book.pdf").exists()


def test_book_without_chapters_or_with_unknown_blocks_is_refused(build):
    with pytest.raises(BookError, match="没有任何章节"):
        build()
    with pytest.raises(BookError, match="章节“概况”") as refused:
        build(Chapter("概况", [{"kind": "video"}]))
    assert refused.value.detail == "video"


def test_unwritable_target_is_a_sentence(build, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(BookError, match="无法写入"):
        build(Chapter("概况", [para("文。")]))


def test_engine_keeps_the_typesetters_own_words(build):
    damaged = facts([("a", "b")]) | {"pairs": [["只有一项"]]}
    with pytest.raises(BookError, match="排版失败") as failed:
        build(Chapter("概况", [damaged]))
    assert "blocks.typ" in failed.value.detail


def test_builders_refuse_what_cannot_be_set():
    with pytest.raises(ValueError, match="level"):
        heading("太深", 4)
    with pytest.raises(ValueError, match="columns"):
        table([("一", 1, "left")], [["甲", "乙"]])
    with pytest.raises(ValueError, match="SHA-256"):
        Photo("../../etc/passwd", "坏", "")


def test_every_builder_makes_a_known_block():
    made = [
        heading("a"),
        community_title("a"),
        para("a"),
        entry("a", "b"),
        facts([]),
        chronicle([]),
        photos([]),
    ]
    made += [table([("a", 1, "left")], []), bars([]), names([]), page_break()]
    assert {block["kind"] for block in made} == vocabulary.KINDS


def test_para_strips_typed_indents_and_splits_on_line_breaks():
    assert para("　　第一段。\r\n\r\n　　第二段。\n第三段。  ")["paras"] == [
        "第一段。",
        "第二段。",
        "第三段。",
    ]
