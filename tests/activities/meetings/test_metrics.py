from datetime import date

from activities.meetings import metrics as meetings_metrics
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory


def test_meetings_count_only_with_minutes_and_a_decision(street, community, neighbour):
    counted = MeetingFactory(community=community, held_at=at(3, 1), with_minutes=True)
    ResolutionFactory.create_batch(2, meeting=counted)
    MeetingFactory(community=community, held_at=at(4, 1), with_minutes=True)
    ResolutionFactory(meeting=MeetingFactory(community=neighbour, held_at=at(4, 1)))
    street_own = MeetingFactory(community=None, street=street, held_at=at(4, 1), with_minutes=True)
    ResolutionFactory(meeting=street_own)

    assert meetings_metrics.meetings_with_minutes.of_communities(street, YEAR, END) == {community.pk: 1}


def test_meeting_after_until_or_of_another_year_is_not_counted(street, community):
    for moment in (at(7, 1), at(6, 30, 23), at(12, 30, year=YEAR - 1)):
        ResolutionFactory(meeting=MeetingFactory(community=community, held_at=moment, with_minutes=True))

    assert meetings_metrics.meetings_with_minutes.of_communities(street, YEAR, date(YEAR, 6, 30)) == {
        community.pk: 1
    }
