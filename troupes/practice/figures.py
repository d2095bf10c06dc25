"""Figures of practice: of one group and of one person for their pages, of all groups for the book."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from troupes.practice.models import Rehearsal, RollCall


@dataclass(frozen=True)
class PracticeYear:
    """A year of a group up to a day: rehearsals, those without a roll call, and 人次."""

    year: int
    number: int = 0
    uncalled: int = 0
    called: int = 0  # 人次 on the rolls
    present: int = 0  # 人次 that came

    @property
    def with_call(self) -> int:
        return self.number - self.uncalled

    @property
    def rate_text(self) -> str:
        return f"{round(self.present * 100 / self.called)}%" if self.called else "—"


SUMS = {  # over rehearsals `with_attendance`
    "number": Count("pk"),
    "uncalled": Count("pk", filter=Q(called=0)),
    "on_roll": Sum("called", default=0),
    "came": Sum("present", default=0),
}


def year_of(user, troupe) -> PracticeYear:
    """The current year up to today. One query, over the rehearsals that `user` may see."""
    today = timezone.localdate()
    held = Rehearsal.objects.visible_to(user).filter(troupe=troupe).for_year(today.year).until(today)
    return _practice(today.year, **held.with_attendance().order_by().aggregate(**SUMS))


def years_of(street, year: int, until) -> dict[int, PracticeYear]:
    """{troupe id: its year}, one query; a group that never met is absent."""
    held = Rehearsal.objects.filter(troupe__street=street).for_year(year).until(until).with_attendance()
    sums = held.order_by().values("troupe").annotate(**SUMS)
    return {row.pop("troupe"): _practice(year, **row) for row in sums}


def _practice(year, *, number, uncalled, on_roll, came):
    return PracticeYear(year, number, uncalled, on_roll, came)


def attendance_of(user, person, year: int) -> dict:
    """{"called", "present", "excused", "absent", "rate"} of the year; rate in percent, None without a roll call."""
    calls = RollCall.objects.visible_to(user).filter(person=person, rehearsal__date__year=year)
    states = {state: Count("pk", filter=Q(state=state)) for state in RollCall.State.values}
    counts = calls.aggregate(called=Count("pk"), **states)
    called = counts["called"]
    return counts | {"rate": round(counts["present"] * 100 / called) if called else None}
