"""The yearbook engine from chapters to PDF: real fonts, real photos, the real typesetter."""

from datetime import date

import pikepdf

from archives.yearbook.press.layout import Book
from portal.book import (
    Chapter,
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
from tests.archives.yearbook.pdf_reading import book_text, bookmarks, page_text

HOSTILE = r'#read("data.json") $x^2$ *星* _线_ "引" \n \\ `码` <标> @某 // 注 [括] {花} ~ #panic()'


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
