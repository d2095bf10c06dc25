from datetime import time

from django.utils import timezone

from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from troupes.models import Rehearsal
from troupes.practice.figures import year_of, years_of


def test_attendance_counts_calls_and_presence(community):
    rehearsal = RehearsalFactory(community=community)
    for state in ("present", "present", "excused", "absent"):
        RollCallFactory(rehearsal=rehearsal, state=state)
    uncalled = RehearsalFactory(troupe=rehearsal.troupe)
    row = Rehearsal.objects.with_attendance().get(pk=rehearsal.pk)
    assert (row.called, row.present, row.attendance) == (4, 2, "2/4 出勤")
    assert set(Rehearsal.objects.without_call()) == {uncalled}
    assert set(Rehearsal.objects.with_call()) == {rehearsal}


def test_years_of_all_groups_say_the_same_as_the_page_of_one(community, officer):
    today = timezone.localdate()
    rehearsal = RehearsalFactory(community=community, date=today)
    for state in ("present", "absent"):
        RollCallFactory(rehearsal=rehearsal, state=state)
    RehearsalFactory(troupe=rehearsal.troupe, date=today, starts_at=time(8), ends_at=time(9))
    found = years_of(community.street, today.year, today)
    assert found == {rehearsal.troupe_id: year_of(officer, rehearsal.troupe)}
    assert (found[rehearsal.troupe_id].with_call, found[rehearsal.troupe_id].rate_text) == (1, "50%")
