"""Figures against hand-counted answers."""

from decimal import Decimal

from activities.projects import metrics as project_metrics
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.events import EventFactory
from tests.factories.activities.projects import ThemeFactory


def test_theme_completion_is_events_of_themes_over_planned_and_never_above_one(street, community, neighbour):
    theme = ThemeFactory(community=community, year=YEAR, planned_events=3)
    ThemeFactory(community=community, year=YEAR, planned_events=1)
    EventFactory.create_batch(3, community=community, theme=theme, held=True, starts_at=at(5, 1))
    EventFactory(community=community, theme=theme, planned=True, starts_at=at(5, 1))
    full = ThemeFactory(community=neighbour, year=YEAR, planned_events=1)
    EventFactory.create_batch(2, community=neighbour, theme=full, closed=True, starts_at=at(5, 1))

    assert project_metrics.theme_completion.of_communities(street, YEAR, END) == {
        community.pk: Decimal("0.75"),
        neighbour.pk: 1,
    }
    assert project_metrics.themes.of_communities(street, YEAR, END) == {community.pk: 2, neighbour.pk: 1}
