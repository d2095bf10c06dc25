from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from activities.meetings.steps import RESOLUTION
from activities.models import Meeting
from portal.duties.steps import hand_out
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory


def test_responsible_person_is_told_of_a_new_decision_once(officer, staff, community):
    row = ResolutionFactory.build(
        meeting=MeetingFactory(community=community), responsible=staff, title="维修音响"
    )
    hand_out(duty=row, by=officer)
    hand_out(duty=row, by=officer)
    assert [notice.title.split("，")[0] for notice in staff.notices.all()] == [
        "您是议定事项“维修音响”的责任人"
    ]


def test_responsible_staff_finish_a_decision_of_the_street(staff, street):
    row = ResolutionFactory(meeting=MeetingFactory(community=None, street=street), responsible=staff)
    assert RESOLUTION.take("finish", row, by=staff).done_on == timezone.localdate()


def test_somebody_else_does_not_finish_a_decision_of_the_street(staff, officer, street):
    row = ResolutionFactory(meeting=MeetingFactory(community=None, street=street), responsible=officer)
    with pytest.raises(PermissionDenied, match="只有责任人"):
        RESOLUTION.take("finish", row, by=staff)


def test_finishing_twice_and_reopening_an_open_decision_are_refused(staff, community):
    row = ResolutionFactory(community=community)
    with pytest.raises(ValidationError, match="还没有办结"):
        RESOLUTION.take("reopen", row, by=staff)
    RESOLUTION.take("finish", row, by=staff)
    with pytest.raises(ValidationError, match="已于.*办结"):
        RESOLUTION.take("finish", row, by=staff)
    assert RESOLUTION.take("reopen", row, by=staff).done_on is None


def test_meeting_counts_with_minutes_and_decision_only(community):
    counted = ResolutionFactory(meeting=MeetingFactory(community=community, with_minutes=True)).meeting
    MeetingFactory(community=community, with_minutes=True)
    missing = MeetingFactory(community=community, held_at=timezone.now() - timedelta(days=1))
    MeetingFactory(community=community, held_at=timezone.now() + timedelta(days=1))
    assert set(Meeting.objects.counted()) == {counted}
    assert set(Meeting.objects.without_minutes()) == {missing}
