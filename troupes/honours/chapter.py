"""The chapter 获奖."""

from portal import book
from troupes.honours.models import Award

TITLE = "获奖"

AWARD_COLUMNS = [
    ("获奖日期", 2, "left"),
    ("赛事或表彰", 5, "left"),
    ("奖项", 2.4, "left"),
    ("级别", 1.4, "center"),
    ("获奖单位", 3.6, "left"),
]


def award_chapter(street, year):
    """All awards of the year, the highest level first."""
    rank = {level: number for number, level in enumerate(Award.Level.values)}
    rows = list(Award.objects.filter(street=street).for_year(year).select_related("troupe", "community"))
    rows.sort(key=lambda row: (-rank[row.level], row.awarded_on, row.pk))
    if not rows:
        return book.Chapter(TITLE)
    counts = {level: sum(1 for row in rows if row.level == level.value) for level in reversed(Award.Level)}
    summary = "，".join(f"{level.label} {count} 项" for level, count in counts.items() if count)
    table = [
        [
            f"{row.awarded_on:%-m月%-d日}",
            row.contest,
            row.title,
            row.get_level_display(),
            row.troupe or row.owner_name,
        ]
        for row in rows
    ]
    return book.Chapter(
        TITLE,
        [
            book.para(f"{year}年，{street}的团队和社区共获奖 {len(rows)} 项，其中{summary}。"),
            book.table(AWARD_COLUMNS, table, f"{year}年获奖一览"),
        ],
    )
