from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from troupes.models import Rehearsal


def test_attendance_counts_calls_and_presence(community):
    rehearsal = RehearsalFactory(community=community)
    for state in ("present", "present", "excused", "absent"):
        RollCallFactory(rehearsal=rehearsal, state=state)
    uncalled = RehearsalFactory(troupe=rehearsal.troupe)
    row = Rehearsal.objects.with_attendance().get(pk=rehearsal.pk)
    assert (row.called, row.present, row.attendance) == (4, 2, "2/4 出勤")
    assert set(Rehearsal.objects.without_call()) == {uncalled}
    assert set(Rehearsal.objects.with_call()) == {rehearsal}
