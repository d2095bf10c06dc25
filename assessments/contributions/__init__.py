"""What assessments contributes: the assessment itself (`core`) and the leaders' dashboard (`dashboard`)."""

from assessments.contributions import book, core, dashboard

yearbook_gaps = book.yearbook_gaps


def menu(user):
    return [*dashboard.menu(user), *core.menu(user)]


def todos(user):
    return [*core.todos(user), *dashboard.todos(user)]


def year_state(user, year):
    return [*core.year_state(user, year), *dashboard.year_state(user, year)]


def metrics():
    return core.metrics()


def yearbook(street, year):
    return [*core.yearbook(street, year), *dashboard.yearbook(street, year)]


def demo(street, year, rng):
    core.demo(street, year, rng)
