from activities.corridor.contributions import CorridorContribution
from portal.contributions import Contribution
from tests.factories.activities.corridor import BoardFactory
from tests.offers import offered

NOUNS = [CorridorContribution()]


def test_many_stale_boards_are_one_line(staff, community):
    BoardFactory.create_batch(7, community=community)
    assert [todo.title for todo in offered(NOUNS, Contribution.todos, staff)] == [
        "7 块宣传阵地超过60天没有更换"
    ]
