from datetime import timedelta

from django.utils import timezone

from tests.factories.activities.corridor import BoardFactory, EditionFactory


def test_long_boards_show_the_newest_and_lead_to_all_of_them(client, staff, community):
    board = BoardFactory(community=community, code="01-7")
    EditionFactory.create_batch(21, board=board, published_on=timezone.localdate() - timedelta(days=3))
    EditionFactory(community=community)
    client.force_login(staff)
    response = client.get(board.get_absolute_url())
    assert len(response.context["children"]) == 20
    assert len(client.get(response.context["more_children"]).context["rows"]) == 21
