"""What assessments contributes: the assessment itself (`core`, `book`) and the leaders' board (`dashboard`)."""

from assessments.contributions import book, core, dashboard

todos = core.todos
year_state = core.year_state
metrics = core.metrics
yearbook = core.yearbook
yearbook_gaps = book.yearbook_gaps
demo = core.demo


def menu(user):
    return [*dashboard.menu(user), *core.menu(user)]
