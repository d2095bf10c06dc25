"""The one way to reach upward: what the shell shows but may not import is contributed by the apps.

Each AppConfig names its contributions module (`contributions = "troupes.contributions"`). A module
offers any of these functions; `collect()` calls them in the order of INSTALLED_APPS, so `portal`
comes first and `assessments` last:

======================================  =====================================================
`menu(user)`                            MenuItem list for the side menu
`todos(user)`                           Todo list for the home page
`year_state(user, year)`                Fact list: the year against its plan, on the home page
`search(user, text)`                    Hit list for the search box
`yearbook(street, year)`                portal.book.Chapter list
`yearbook_gaps(street, year)`           (label, sentence, url) of what its chapters still lack
`metrics()`                             portal.metrics.Metric list
`event_published(event)`                begins what an event's publication begins (its dossier)
`event_panels(user, event)`             Fact list shown beside an event (its dossier's light …)
`event_obstacles(event)`                sentences that say why an event cannot be closed yet
`hand_over(predecessor, successor)`     moves open assignments; returns how many
`demo(street, year, rng)`               fills the app's tables for one street and year
`demo_finish(street, year)`             what needs all apps' rows of that year (last year's book)
======================================  =====================================================
"""

from importlib import import_module

from django.apps import apps


def contributors(name):
    """The contributed functions called `name`, ground floor first."""
    for config in apps.get_app_configs():
        path = getattr(config, "contributions", "")
        function = getattr(import_module(path), name, None) if path else None
        if function is not None:
            yield function


def collect(name, *args):
    """All rows contributed under `name`, concatenated."""
    return [row for function in contributors(name) for row in function(*args)]
