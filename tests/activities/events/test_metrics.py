"""Figures against hand-counted answers."""

from datetime import date

from activities.events import metrics as event_metrics
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.events import EventFactory, ParticipationFactory


def test_events_count_by_state_day_and_community(street, community, neighbour):
    EventFactory(community=community, closed=True, starts_at=at(3, 1), attendances=300)
    EventFactory(community=community, held=True, starts_at=at(6, 30, 23), attendances=200)
    EventFactory(community=community, held=True, starts_at=at(7, 1, 0), attendances=900)
    EventFactory(community=community, planned=True, starts_at=at(4, 1))
    EventFactory(community=neighbour, closed=True, starts_at=at(3, 1, year=YEAR - 1))
    EventFactory(community=None, street=street, closed=True, starts_at=at(3, 1))

    june = date(YEAR, 6, 30)
    assert event_metrics.events_closed.of_communities(street, YEAR, june) == {community.pk: 1}
    assert event_metrics.events_held.of_communities(street, YEAR, june) == {community.pk: 2}
    assert event_metrics.attendances.of_communities(street, YEAR, june) == {community.pk: 500}
    assert event_metrics.attendances.of_communities(street, YEAR, END) == {community.pk: 1400}


def test_street_absences_count_unexcused_ones_of_events_that_took_place(street, community):
    def event(**state):
        return EventFactory(community=None, street=street, starts_at=at(3, 20), **state)

    ParticipationFactory(community=community, event=event(closed=True), state="absent")
    ParticipationFactory(community=community, event=event(held=True), state="excused")
    ParticipationFactory(community=community, event=event(planned=True), state="absent")

    assert event_metrics.street_absences.of_communities(street, YEAR, END) == {community.pk: 1}
