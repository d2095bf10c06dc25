from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal.access import demand_editable
from troupes.people.models import Membership, Person
from troupes.practice.models import Rehearsal, RollCall
from troupes.practice.rules import can_call_roll

MOST_WEEKS = 30


@transaction.atomic
def plan_series(*, pattern: Rehearsal, weekday: int, weeks: int, by) -> tuple[int, int]:
    """Weekly rehearsals like `pattern` (unsaved), beginning on the first `weekday` (1–7) on or after its
    date, `weeks` times. Times already taken are left alone. Returns (made, left alone)."""
    demand_editable(by, pattern.troupe)
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValidationError({"weeks": f"一次可排 1 到 {MOST_WEEKS} 周。"})
    first = pattern.date + timedelta(days=(weekday - pattern.date.isoweekday()) % 7)
    days = [first + timedelta(weeks=number) for number in range(weeks)]
    taken = Rehearsal.objects.filter(troupe=pattern.troupe_id, date__in=days, starts_at=pattern.starts_at)
    busy = set(taken.values_list("date", flat=True))
    Rehearsal.objects.bulk_create(_copy(pattern, day) for day in days if day not in busy)
    return len(days) - len(busy), len(busy)


def _copy(pattern, day):
    names = ("troupe_id", "starts_at", "ends_at", "kind", "place", "content")
    return Rehearsal(date=day, **{name: getattr(pattern, name) for name in names})


def people_to_call(rehearsal: Rehearsal) -> list[tuple[Person, str, str]]:
    """`[(person, post in words, state)]` in roster order: who was on the roster that day, and whoever was
    called before. Everybody counts as present until somebody says otherwise."""
    known = {call.person_id: call for call in rehearsal.calls.select_related("person").defer(*_hidden())}
    rows = Membership.objects.filter(troupe=rehearsal.troupe_id).current(rehearsal.date)
    listed = []
    for membership in rows.with_person().in_roster_order():
        call = known.pop(membership.person_id, None)
        state = call.state if call else RollCall.State.PRESENT
        listed.append((membership.person, membership.get_post_display(), state))
    return listed + [(call.person, "已离队", call.state) for call in known.values()]


def _hidden():
    return "person__phone", "person__id_number"


@transaction.atomic
def call_roll(*, rehearsal: Rehearsal, states: dict[int, str], by) -> dict[str, int]:
    """点名: write everybody's state at once; calling again corrects it. `states` maps person pk to a
    RollCall.State. Returns how many have each state. Raises ValidationError."""
    demand_editable(by, rehearsal)
    locked = Rehearsal.objects.select_for_update(of=("self",)).get(pk=rehearsal.pk)
    if not can_call_roll(locked, timezone.localdate()):
        raise ValidationError(f"{locked.date:%Y-%m-%d} 还没有到，请在当天或之后点名。")
    expected = {person.pk for person, _, _ in people_to_call(locked)}
    if not expected:
        raise ValidationError("那一天花名册上没有队员，请先在团队页添加队员（注意入队日期）。")
    if set(states) != expected:
        raise ValidationError("花名册刚刚有变动，请核对下面的名单后再提交一次。")
    calls = [RollCall(rehearsal=locked, person_id=pk, state=state) for pk, state in states.items()]
    RollCall.objects.bulk_create(
        calls, update_conflicts=True, unique_fields=["rehearsal", "person"], update_fields=["state"]
    )
    return {state: sum(1 for value in states.values() if value == state) for state in RollCall.State.values}
