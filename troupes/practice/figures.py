"""Figures of one group's and of one person's practice, as their pages show them."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from troupes.practice.models import Rehearsal, RollCall


@dataclass(frozen=True)
class PracticeYear:
    """The current year of a group up to today: rehearsals, those without a roll call, and 人次."""

    year: int
    number: int
    uncalled: int
    called: int  # 人次 on the rolls
    present: int  # 人次 that came

    @property
    def rate_text(self) -> str:
        return f"{round(self.present * 100 / self.called)}%" if self.called else "—"


def year_of(user, troupe) -> PracticeYear:
    """One query, over the rehearsals that `user` may see."""
    today = timezone.localdate()
    held = Rehearsal.objects.visible_to(user).filter(troupe=troupe).for_year(today.year).until(today)
    sums = (
        held.with_attendance()
        .order_by()
        .aggregate(
            number=Count("pk"),
            uncalled=Count("pk", filter=Q(called=0)),
            on_roll=Sum("called", default=0),
            came=Sum("present", default=0),
        )
    )
    return PracticeYear(today.year, sums["number"], sums["uncalled"], sums["on_roll"], sums["came"])


def attendance_of(user, person, year: int) -> dict:
    """{"called", "present", "excused", "absent", "rate"} of the year; rate in percent, None without a roll call."""
    calls = RollCall.objects.visible_to(user).filter(person=person, rehearsal__date__year=year)
    states = {state: Count("pk", filter=Q(state=state)) for state in RollCall.State.values}
    counts = calls.aggregate(called=Count("pk"), **states)
    called = counts["called"]
    return counts | {"rate": round(counts["present"] * 100 / called) if called else None}
