from datetime import timedelta

from django.utils import timezone

from activities.meetings.forms import MeetingForm, ResolutionForm
from activities.models import Resolution
from tests.activities.pages import errors
from tests.factories.activities.meetings import MeetingFactory

TODAY = timezone.localdate


def test_minutes_before_the_meeting_are_refused(officer):
    ahead = timezone.localtime() + timedelta(days=3)
    data = {
        "title": "筹备会",
        "kind": "special",
        "held_at": ahead.strftime("%Y-%m-%dT%H:%M"),
        "minutes": "已经定了",
    }
    assert errors(MeetingForm(data, user=officer)) == {
        "minutes": ["会议还没有召开，不能先写纪要；请核对会议时间。"]
    }


def test_resolution_goes_to_nobody_who_cannot_read_the_meeting(
    officer, leader, staff, stranger, captain, community
):
    resolution = Resolution(meeting=MeetingFactory(community=community))
    choices = set(ResolutionForm(user=officer, instance=resolution).fields["responsible"].queryset)
    assert choices == {officer, leader, staff}


def test_street_resolution_may_go_to_any_communitys_staff(officer, leader, staff, stranger, captain, street):
    resolution = Resolution(meeting=MeetingFactory(community=None, street=street))
    choices = set(ResolutionForm(user=officer, instance=resolution).fields["responsible"].queryset)
    assert choices == {officer, leader, staff, stranger}


def test_resolution_due_before_its_meeting_is_refused(officer, community):
    resolution = Resolution(meeting=MeetingFactory(community=community))
    form = ResolutionForm(
        {"title": "补种", "due_on": TODAY() - timedelta(days=1)}, user=officer, instance=resolution
    )
    assert list(errors(form)) == ["due_on"]
