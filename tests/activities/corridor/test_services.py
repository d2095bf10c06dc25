from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Board
from tests.factories.activities.corridor import BoardFactory, EditionFactory


@pytest.mark.parametrize(("days", "is_stale"), [(60, False), (61, True)])
def test_board_is_stale_after_more_than_sixty_days(community, days, is_stale):
    board = BoardFactory(community=community)
    EditionFactory(board=board, published_on=timezone.localdate() - timedelta(days=days))
    EditionFactory(board=board, published_on=timezone.localdate() - timedelta(days=200))
    assert Board.objects.stale().exists() is is_stale
    assert (board.state == "正常") is not is_stale


def test_new_board_has_sixty_days_for_its_first_edition(community):
    today = timezone.localdate()
    BoardFactory(community=community, built_on=today - timedelta(days=60))
    old = BoardFactory(community=community, built_on=today - timedelta(days=61))
    undated = BoardFactory(community=community)
    assert set(Board.objects.stale()) == {old, undated}
    assert undated.state == "从未出刊"
