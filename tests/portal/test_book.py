"""The vocabulary of the yearbook: what its builders make and refuse."""

import pytest

from portal import book as vocabulary
from portal.book import (
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
