"""Corridor and boards in the chapter 阵地与学校, a line per community."""

from django.db.models import Count

from activities.corridor import metrics
from activities.corridor.models import Board
from portal import book
from portal.metrics import STREET, add_up


def corridor_blocks(street, year, until) -> list[book.Block]:
    metres, pages = metrics.corridor_length(street, year, until), metrics.board_pages(street, year, until)
    boards = dict(
        Board.objects.filter(street=street).order_by().values_list("community").annotate(number=Count("pk"))
    )
    places = [(community.pk, community.name) for community in street.communities.all()]
    if STREET in boards:
        places.insert(0, (STREET, "街道本级"))
    rows = [
        (name, boards.get(owner, 0), metres.get(owner, 0), int(pages.get(owner, 0))) for owner, name in places
    ]
    total = ("合计", sum(boards.values()), add_up(metres), int(add_up(pages)))
    if not any(total[1:]):
        return []
    columns = [
        ("单位", 3, "left"),
        ("阵地（处）", 2, "right"),
        ("文化长廊（米）", 2, "right"),
        ("刊出（版）", 2, "right"),
    ]
    return [
        book.heading("文化长廊与宣传阵地"),
        book.para(
            f"{year}年，{street}有文化长廊{total[2]}米，文化长廊、黑板报、宣传栏、电子屏共{total[1]}处，全年刊出{total[3]}版。"
        ),
        book.table(columns, [*rows, total], caption=f"{year}年文化长廊与宣传阵地"),
    ]
