from activities.corridor import metrics
from activities.corridor.models import Board
from portal.access import own_level, place_of
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, MenuItem, Todo, folded


class CorridorContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("文化长廊", link("activities:board-list"), "layout-board", SUPPORT, 350)]

    def todos(self, user):
        """Boards of the own level that have hung too long."""
        return _stale_boards(user) if user.is_officer or user.is_staff_member else []

    def metrics(self):
        return declared_in(metrics)


def _stale_boards(user):
    rows = own_level(Board.objects.editable_by(user), user).stale().order_by("changed_on", "pk")
    found = [
        Todo(f"更换{board}的版面", board.get_absolute_url(), "文化长廊", board.change_due_on, board.state)
        for board in rows
    ]
    url = link("activities:board-list", state="stale", community=place_of(user))
    return folded(found, f"{{n}} 块宣传阵地超过{Board.STALE_DAYS}天没有更换", url)
