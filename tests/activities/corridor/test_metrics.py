from datetime import date
from decimal import Decimal

from activities.corridor import metrics as corridor_metrics
from tests.activities.moments import END, YEAR
from tests.factories.activities.corridor import BoardFactory, EditionFactory


def test_corridor_length_ignores_other_boards_and_what_is_built_later(street, community):
    BoardFactory(community=community, kind="corridor", length=Decimal("12.5"))
    BoardFactory(community=community, kind="corridor", length=Decimal("7.5"), built_on=date(YEAR, 8, 1))
    BoardFactory(community=community, kind="notice", length=Decimal(9))

    assert corridor_metrics.corridor_length.of_communities(street, YEAR, END) == {community.pk: Decimal(20)}
    assert corridor_metrics.corridor_length.of_communities(street, YEAR, date(YEAR, 7, 31)) == {
        community.pk: Decimal("12.5")
    }


def test_board_pages_of_the_year(street, community):
    board = BoardFactory(community=community)
    for day, pages in ((date(YEAR, 1, 1), 12), (date(YEAR, 12, 31), 8), (date(YEAR - 1, 12, 31), 40)):
        EditionFactory(board=board, published_on=day, pages=pages)

    assert corridor_metrics.board_pages.of_communities(street, YEAR, END) == {community.pk: 20}
