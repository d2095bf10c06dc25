"""What a paper says. How it looks is the business of `form`, `blocks` and `writer`.

The blocks are those of `portal.book`, so that what an app writes for the yearbook also serves a paper:

============================  ===================================================================
`book.heading(text)`          一、text, level 2
`book.heading(text, 3)`       （一）text
`numbered([…])`               1. … with （1） … below
`book.para(text)`             running text; a leading （一）sentence。 is set as a heading of its paragraph
`book.table`, `book.facts`    tables; the head repeats on every page
`book.chronicle`              a paragraph per date
`book.entry`, `book.names`    an entry with its title; names in a row
`book.community_title`        一、name, with its note as a paragraph
`book.page_break()`           a new page
============================  ===================================================================

Pictures and charts have no place in an office paper: `photos` and `bars` raise ValueError.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.book import Block

NUMBERED = "numbered"


@dataclass(frozen=True)
class Attachment:
    """附件: named below the text; with blocks also printed, from a new page on."""

    title: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True)
class Paper:
    """One paper, top to bottom. Empty parts are left out. A line break in `title` breaks its line there
    (long titles are set as 梯形 or 菱形). `present` is the list of a 会议纪要: [("出席", "周文化、李文体")]."""

    title: str
    blocks: Sequence[Block] = ()
    number: str = ""  # 发文字号: 龙街办〔2026〕12号
    addressee: str = ""  # 主送机关: 各社区
    attachments: Sequence[Attachment] = ()
    present: Sequence[tuple[str, str]] = ()
    signer: str = ""  # 发文机关署名
    signed_on: date | None = None  # 成文日期
    note: str = ""  # 附注: 联系人：周文化，电话：……


def numbered(items: Iterable[str | tuple[str, Iterable[str]]]) -> Block:
    """Points 1. 2. 3.; a point may be `(text, [points below it])`, which are numbered （1）（2）."""
    pairs = [(item, ()) if isinstance(item, str) else item for item in items]
    return {
        "kind": NUMBERED,
        "items": [
            {"text": " ".join(text.split()), "below": [" ".join(one.split()) for one in below]}
            for text, below in pairs
        ],
    }
