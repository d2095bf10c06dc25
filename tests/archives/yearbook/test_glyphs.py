"""Characters that the fonts of the book do not have."""

import re

import pikepdf
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from archives.yearbook.press.glyphs import GETA, GlyphCheck, font_families
from portal.book import Chapter, names, para
from tests.archives.yearbook.pdf_reading import book_text


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


GLYPHS = GlyphCheck(django_settings.YEARBOOK_FONTS)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_cleaned_text_is_printable_and_stable(text):
    cleaned = GLYPHS.clean_text(text, "任意")
    assert all(char in GLYPHS.printable for char in cleaned)
    assert GLYPHS.clean_text(cleaned, "任意") == cleaned


def test_ordinary_office_text_is_untouched():
    text = "“五个一”工程（2025年）——龙街办〔2026〕12号，堃镕喆犇龑婳玥翀曌，5㎡、37.5℃、±1%、①②③"
    check = GlyphCheck(django_settings.YEARBOOK_FONTS)
    assert check.clean_text(text, "概况") == text
    assert check.warnings() == []
    assert font_families(django_settings.YEARBOOK_FONTS) == ["Noto Serif SC", "Noto Sans SC"]
