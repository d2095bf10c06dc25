from datetime import date

from portal.contributions import Contribution, collect
from portal.pieces import Todo


def todos_of(user) -> list[Todo]:
    """Everything that waits for this user, earliest deadline first, undated last."""
    return sorted(collect(Contribution.todos, user), key=lambda todo: (todo.due or date.max, todo.title))
