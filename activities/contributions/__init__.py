"""What activities contributes: the plan, projects and events (`core`), and the plain rooms beside them."""

from activities.book_gaps import gaps as yearbook_gaps
from activities.contributions import core, rooms

__all__ = ["yearbook_gaps"]


def menu(user):
    return [*core.menu(user), *rooms.menu(user)]


def todos(user):
    return [*core.todos(user), *rooms.todos(user)]


def year_state(user, year):
    return [*core.year_state(user, year), *rooms.year_state(user, year)]


def search(user, text):
    return [*core.search(user, text), *rooms.search(user, text)]


def metrics():
    return [*core.metrics(), *rooms.metrics()]


def yearbook(street, year):
    return [*core.yearbook(street, year), *rooms.yearbook(street, year)]


def hand_over(predecessor, successor):
    return core.hand_over(predecessor, successor) + rooms.hand_over(predecessor, successor)


def demo(street, year, rng):
    core.demo(street, year, rng)
    rooms.demo(street, year, rng)
