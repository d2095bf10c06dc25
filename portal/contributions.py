"""The one way to reach upward: what the shell shows but may not import, the nouns contribute.

A noun subclasses Contribution in its `contributions.py` and overrides what it has to offer; every method
here answers with nothing. An app's face, `<app>/contributions.py`, lists its nouns in order::

    NOUNS = [PlanContribution(), ProjectContribution(), …]

Offers are referred to by reference, so that a search finds every use: `collect(Contribution.todos, user)`.
A misspelt offer and a metric key used twice fail at start (`check_contributions`).
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from portal.book import Chapter
from portal.metrics import Metric, Owner
from portal.pieces import Fact, Gap, Hit, MenuItem, Panel, Todo


class Contribution:
    """What a noun of the office shows elsewhere. Order: the apps from the ground up, then `NOUNS`."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        unknown = [name for name in vars(cls) if not name.startswith("_") and not hasattr(Contribution, name)]
        if unknown:
            raise TypeError(f"{cls.__name__} offers what nobody collects: {', '.join(unknown)}")

    # The shell ------------------------------------------------------------------------------------
    def menu(self, user) -> list[MenuItem]:
        """Items of the side menu."""
        return []

    def todos(self, user) -> list[Todo]:
        """What waits for this user, on the home page."""
        return []

    def year_state(self, user, year: int) -> list[Fact]:
        """The year against its plan, on home and board."""
        return []

    def search(self, user, text: str) -> list[Hit]:
        """Rows that the search box finds."""
        return []

    def hand_over(self, predecessor, successor) -> int:
        """Moves open assignments to the successor of a post; returns how many."""
        return 0

    # Figures and the book -------------------------------------------------------------------------
    def metrics(self) -> list[Metric]:
        """The noun's figures (`portal.metrics.declared_in`)."""
        return []

    def chapters(self, street, year: int) -> list[Chapter]:
        """Its pages in the yearbook; their place is set by the book's table of contents."""
        return []

    def gaps(self, street, year: int) -> list[Gap]:
        """What its chapters still lack, for 编印前检查."""
        return []

    # Pages of other nouns -------------------------------------------------------------------------
    def event_published(self, event) -> None:
        """Begins what an event's publication begins (its dossier)."""

    def event_obstacles(self, event) -> list[str]:
        """Sentences that say why an event cannot be closed yet."""
        return []

    def event_facts(self, user, event) -> list[Fact]:
        """Figures beside an event (its dossier's light …)."""
        return []

    def event_panels(self, user, event) -> list[Panel]:
        """Sections of an event's page that belong to another noun (its expenses …)."""
        return []

    def troupe_facts(self, user, troupe) -> list[Fact]:
        """Figures on a group's page (its rehearsals of the year …)."""
        return []

    def troupe_panels(self, user, troupe) -> list[Panel]:
        """Sections of a group's page that belong to another noun (rehearsals, programmes, awards)."""
        return []

    def person_panels(self, user, person) -> list[Panel]:
        """Sections of a person's page that belong to another noun (attendance)."""
        return []

    def assessment_panels(self, user, assessment) -> list[Panel]:
        """Sections of an assessment's page that belong to another noun (奖惩)."""
        return []

    def project_figures(self, projects: list) -> dict[int, object]:
        """{project pk: figures} beside projects in lists and in the book (budget, received, spent)."""
        return {}

    def project_panels(self, user, project) -> list[Panel]:
        """Sections of a project's page that belong to another noun (its money …)."""
        return []


@cache
def nouns() -> tuple[Contribution, ...]:
    """Every noun of the house, ground floor first. AppConfig.contributions names the module that lists them."""
    modules = [
        import_module(config.contributions)
        for config in apps.get_app_configs()
        if hasattr(config, "contributions")
    ]
    return tuple(noun for module in modules for noun in module.NOUNS)


def contributors(offer) -> Iterator:
    """The bound methods of those nouns that override `offer`, a method of Contribution."""
    name = offer.__name__
    return (getattr(noun, name) for noun in nouns() if getattr(type(noun), name) is not offer)


def collect(offer, *args) -> list:
    """All rows offered, concatenated."""
    return [row for offered in contributors(offer) for row in offered(*args)]


def merged(offer, *args) -> dict:
    """All mappings offered, as one; a key that two nouns offer is the later noun's."""
    return {key: value for offered in contributors(offer) for key, value in offered(*args).items()}


@cache
def all_metrics(owner: Owner = Owner.COMMUNITY) -> dict[str, Metric]:
    """{key: metric} of the whole house, of one kind of owner."""
    return {metric.key: metric for metric in collect(Contribution.metrics) if metric.owner is owner}


def check_contributions() -> None:
    """Called at start. A second metric with the key of another would silently replace it."""
    counts = Counter(metric.key for metric in collect(Contribution.metrics))
    repeated = [key for key, number in counts.items() if number > 1]
    if repeated:
        raise ImproperlyConfigured(f"metric keys used twice: {', '.join(repeated)}")
