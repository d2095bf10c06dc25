from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.forms.base import is_plausible_day
from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.people import MembershipFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from troupes.models import Rehearsal, RollCall
from troupes.practice import services as practice
from troupes.practice.rules import can_delete_rehearsal


def today():
    return timezone.localdate()


def test_series_begins_on_the_weekday_and_skips_taken_days(community, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    RehearsalFactory(troupe=troupe, date=date(2026, 1, 14))
    pattern = RehearsalFactory.build(troupe=troupe, date=date(2026, 1, 1))  # a Thursday
    assert practice.plan_series(pattern=pattern, weekday=3, weeks=3, by=captain) == (2, 1)
    days = Rehearsal.objects.order_by("date").values_list("date", flat=True)
    assert list(days) == [date(2026, 1, 7), date(2026, 1, 14), date(2026, 1, 21)]


@pytest.mark.parametrize("weeks", [0, 31])
def test_series_of_no_or_too_many_weeks_is_refused(community, captain, weeks):
    pattern = RehearsalFactory.build(troupe=TroupeFactory(community=community, captain=captain), date=today())
    with pytest.raises(ValidationError, match="1 到 30 周"):
        practice.plan_series(pattern=pattern, weekday=3, weeks=weeks, by=captain)


def test_roll_is_called_for_who_was_on_the_roster_that_day(community, captain):
    rehearsal = RehearsalFactory(troupe__community=community, troupe__captain=captain, date=date(2024, 6, 1))
    there = MembershipFactory(troupe=rehearsal.troupe)
    MembershipFactory(troupe=rehearsal.troupe, since=date(2024, 7, 1))
    MembershipFactory(troupe=rehearsal.troupe, since=date(2023, 1, 1), until=date(2024, 5, 31))
    assert [person for person, _, _ in practice.people_to_call(rehearsal)] == [there.person]
    with pytest.raises(ValidationError, match="花名册刚刚有变动"):
        practice.call_roll(rehearsal=rehearsal, states={}, by=captain)
    counts = practice.call_roll(rehearsal=rehearsal, states={there.person_id: "excused"}, by=captain)
    assert counts == {"present": 0, "excused": 1, "absent": 0}


def test_calling_again_corrects_and_keeps_who_left_since(community, captain):
    rehearsal = RehearsalFactory(troupe__community=community, troupe__captain=captain)
    there, gone = MembershipFactory(troupe=rehearsal.troupe), RollCallFactory(rehearsal=rehearsal)
    practice.call_roll(
        rehearsal=rehearsal, states={there.person_id: "present", gone.person_id: "absent"}, by=captain
    )
    practice.call_roll(
        rehearsal=rehearsal, states={there.person_id: "absent", gone.person_id: "present"}, by=captain
    )
    states = dict(RollCall.objects.values_list("person", "state"))
    assert states == {there.person_id: "absent", gone.person_id: "present"}


def test_roll_cannot_be_called_ahead_or_without_roster(community, captain):
    ahead = RehearsalFactory(
        troupe__community=community, troupe__captain=captain, date=today() + timedelta(days=1)
    )
    with pytest.raises(ValidationError, match="还没有到"):
        practice.call_roll(rehearsal=ahead, states={}, by=captain)
    with pytest.raises(ValidationError, match="没有队员"):
        practice.call_roll(
            rehearsal=RehearsalFactory(troupe__community=community, troupe__captain=captain),
            states={},
            by=captain,
        )


def test_captain_deletes_only_rehearsals_without_a_roll_call(community, captain, staff):
    called = RollCallFactory(community=community).rehearsal
    assert not can_delete_rehearsal(captain, called)
    assert can_delete_rehearsal(staff, called)
    assert can_delete_rehearsal(captain, RehearsalFactory(troupe=called.troupe))


@pytest.mark.parametrize(
    ("day", "plausible"), [(date(206, 5, 1), False), (date(2026, 5, 1), True), (date(2028, 5, 1), False)]
)
def test_day_far_from_now_is_a_slip_of_the_keyboard(day, plausible):
    assert is_plausible_day(day, date(2026, 11, 1)) is plausible
