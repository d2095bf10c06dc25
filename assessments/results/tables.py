"""得分与排名: the ranked table of a year."""

from assessments.results.ranking import heads_of
from portal.pages.columns import Column
from portal.pages.tables import Table


def ranking_table(rows, *, caption: str, is_final: bool, overview: bool, communities: int) -> Table:
    """`rows` are assessments in their order. Without `overview` a community sees its own among `communities`,
    and its place only when it is final."""
    ranked = is_final or overview
    place = Column(
        "rank",
        "名次" if is_final or not overview else "暂排",
        value=lambda row: row.rank if ranked else None,
        write=str if overview else f"{{}} / {communities}".format,
    )
    return Table(
        rows,
        (
            place,
            Column("community", link=True),
            *_letters(rows),
            Column("base", css="number"),
            Column("bonus"),
            Column("deduction"),
            Column("total", css="fw-bold"),
            *(DECIDED if is_final else OPEN),
        ),
        caption=caption,
        empty="考核办法发布以后，各社区的得分会出现在这里。",
        css="scores-table ranking-table",
    )


def _letters(rows):
    """A column for each class of indicators (A 类, B 类 …)."""
    heads = heads_of(rows)
    letters = sorted({letter for head in heads.values() for letter in head})
    return [
        Column(letter, f"{letter} 类", value=lambda row, letter=letter: heads[row.pk][letter])
        for letter in letters
    ]


def _outcomes(row):
    return "、".join(outcome.get_kind_display() for outcome in row.outcomes.all())


OPEN = (Column("get_status_display", tone="status_tone"),)
DECIDED = (
    Column("get_grade_display", tone="grade_tone"),
    Column("outcomes", "奖惩", wide=True, value=_outcomes),
)
