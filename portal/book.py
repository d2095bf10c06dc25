"""The vocabulary in which every app writes its chapters of the yearbook (年鉴).

A noun contributes `Chapter`s; a chapter is a title and a list of blocks. Its place is set by the book's table
of contents, which names every title. A block is a plain JSON dict made by one of the builders below, so that a
chapter can be stored, compared and typeset without the app that wrote it. Text is literal: no markup of any kind
is interpreted.

    Chapter("各社区", [
        community_title("滨河社区", note="全年活动 12 场"),
        entry("桃花节", "3月28日，……", contributor="张三"),
        photos([Photo(sha256, "开幕式", "李四")]),
    ])

A chapter's title is bookmark level 1 (类目); `heading` gives levels 2 (分目) and 3 (子目).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Block = dict[str, object]

TEXT_KINDS = {"heading", "community", "para", "entry", "chronicle", "names", "page_break"}
KINDS = frozenset(TEXT_KINDS | {"facts", "table", "photos", "bars"})
ALIGNMENTS = ("left", "center", "right")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Chapter:
    """One chapter (类目). Without blocks it is not printed."""

    title: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Photo:
    """A photo of the archive by the SHA-256 of its original; every photo is printed with caption and 摄影者."""

    sha256: str
    caption: str
    photographer: str = ""

    def __post_init__(self) -> None:
        if not SHA256.fullmatch(self.sha256):
            raise ValueError(f"not a SHA-256 in lower-case hex: {self.sha256!r}")


def heading(text: str, level: int = 2) -> Block:
    """A heading inside the chapter: level 2 (分目, also in the contents) or 3 (子目, bookmark only)."""
    if level not in (2, 3):
        raise ValueError(f"a heading inside a chapter has level 2 or 3, not {level}")
    return {"kind": "heading", "text": _line(text), "level": level}


def community_title(name: str, note: str = "") -> Block:
    """The level-2 title of a community (社区) with a line of key facts; starts a new page."""
    return {"kind": "community", "text": _line(name), "note": _line(note)}


def para(text: str) -> Block:
    """Running text. Every line break starts a paragraph: that is how office text is typed."""
    return {"kind": "para", "paras": _paragraphs(text)}


def entry(title: str, text: str, contributor: str = "") -> Block:
    """A yearbook entry (条目): 【title】 text … （供稿 contributor）."""
    return {
        "kind": "entry",
        "title": _line(title).strip("【】"),
        "paras": _paragraphs(text),
        "contributor": _line(contributor),
    }


def facts(pairs: Iterable[tuple[str, object]]) -> Block:
    """Fixed key figures, `[(label, value)]`, two pairs to a row: comparable from year to year."""
    return {"kind": "facts", "pairs": [[_line(label), _line(value)] for label, value in pairs]}


def table(
    columns: Sequence[tuple[str, float, str]], rows: Iterable[Sequence[object]], caption: str = ""
) -> Block:
    """A table. `columns` is `[(label, relative width, "left"|"center"|"right")]`; the head repeats on every page.

    Values are printed as `str()`; format numbers before. Raises ValueError when a row has another length than the head.
    """
    wrong = [align for _, _, align in columns if align not in ALIGNMENTS]
    cells = [[_line(value) for value in row] for row in rows]
    if wrong or not columns or any(len(row) != len(columns) for row in cells):
        raise ValueError(f"table {caption!r}: rows and alignments must fit its {len(columns)} columns")
    return {
        "kind": "table",
        "labels": [_line(label) for label, _, _ in columns],
        "widths": [float(width) for _, width, _ in columns],
        "aligns": [align for _, _, align in columns],
        "rows": cells,
        "caption": _line(caption),
    }


def chronicle(items: Iterable[tuple[str, str]]) -> Block:
    """Events in date order (大事记): `[("3月28日", text)]`; the caller sorts."""
    return {"kind": "chronicle", "items": [[_line(date), _line(text)] for date, text in items]}


def photos(items: Iterable[Photo]) -> Block:
    """Photos, two to a row, uncropped, each with caption and photographer."""
    return {
        "kind": "photos",
        "items": [
            {"sha256": p.sha256, "caption": _line(p.caption), "photographer": _line(p.photographer)}
            for p in items
        ],
    }


def bars(items: Iterable[tuple[str, object, object]], unit: str = "", caption: str = "") -> Block:
    """A bar chart, `[(label, value, target)]` in `unit`; a target of None draws no target line."""
    rows = [[_line(n), float(v), None if t is None else float(t)] for n, v, t in items]
    return {"kind": "bars", "items": rows, "unit": _line(unit), "caption": _line(caption)}


def names(people: Iterable[str]) -> Block:
    """A roster (花名册) as names in columns, in the given order."""
    return {"kind": "names", "names": [_line(name) for name in people]}


def page_break() -> Block:
    """Start a new page, unless the page is still empty."""
    return {"kind": "page_break"}


def _line(value: object) -> str:
    """One line of text: line breaks and runs of blanks become one blank; None becomes empty."""
    return "" if value is None else " ".join(str(value).split())


def _paragraphs(text: str) -> list[str]:
    return [line for raw in (text or "").splitlines() if (line := _line(raw))]
