"""Small real PDFs for the slot 资料: a sign-in sheet of each community, a programme, a notice."""

import json

import typst
from django.conf import settings

SHEETS = {
    "签到表": """
#align(center, text(15pt, weight: "bold")[#data.owner 文体活动签到表])
活动名称：#h(16em) 日期：#data.year 年#h(2em)月#h(2em)日
#table(columns: (1fr, 3fr, 3fr, 4fr), rows: 22pt, align: center + horizon,
  [序号], [姓名], [所在楼院], [签名],
  ..range(1, 29).map(n => ([#n], [], [], [])).flatten())
""",
    "节目单": """
#align(center, text(15pt, weight: "bold")[#data.owner 群众文化活动节目单])
#table(columns: (1fr, 5fr, 3fr), rows: 26pt, align: center + horizon, [序号], [节目], [表演],
  ..data.pieces.enumerate().map(((n, piece)) => ([#(n + 1)], [#piece.at(0)], [#piece.at(1)])).flatten())
#v(1em) 演出顺序以当天为准，请各团队提前三十分钟候场。
""",
    "通知": """
#align(center, text(15pt, weight: "bold")[关于组织居民参加文体活动的通知])
各居民小组、各群众文化团队：
#set par(first-line-indent: (amount: 2em, all: true), leading: 1.1em)

为丰富居民文化生活，现就近期文体活动有关事项通知如下。

一、参加人员：辖区居民、社区群众文化团队、辖区单位职工。

二、有关要求：请各团队按节目单做好排练，提前三十分钟到场签到；年老体弱的居民量力参加，注意安全；活动中听从工作人员引导，保持场地整洁。

三、活动结束后，请各队负责人在三日内把照片和节目情况交社区文体干部归档。
#v(2em)
#align(right)[#data.owner #linebreak() #data.year 年]
""",
}
PIECES = [
    ["开场锣鼓《喜迎门》", "腰鼓队"],
    ["广场舞《好日子》", "舞蹈队"],
    ["男女声二重唱《敖包相会》", "合唱队"],
    ["太极扇", "太极拳队"],
    ["快板《社区新事》", "曲艺爱好者"],
    ["民乐合奏《喜洋洋》", "民乐队"],
    ["诗朗诵《桃花赋》", "诗词社"],
    ["大合唱《歌唱祖国》", "全体"],
]
HEAD = """#set page("a4", margin: 2.4cm)
#set text(font: "Noto Serif SC", size: 11pt, lang: "zh")
#let data = json(bytes(sys.inputs.data))
"""


def make_paper(kind: str, owner: str, year: int, turn: int = 0) -> bytes:
    """A one-page PDF; the same arguments give the same bytes."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[settings.YEARBOOK_FONTS[0].parent],
    )
    pieces = PIECES[turn % len(PIECES) :] + PIECES[: turn % len(PIECES)]
    data = json.dumps({"owner": owner, "year": year, "pieces": pieces}, ensure_ascii=False)
    source = (HEAD + SHEETS[kind]).encode()
    return typst.compile(source, font_paths=fonts, sys_inputs={"data": data}, timestamp=0)
