"""Each year's rehearsals with their roll calls, and what a year of practice earns: awards and stars."""

from calendar import monthrange
from datetime import date, timedelta

from troupes.groups import demo as groups
from troupes.groups.models import Troupe
from troupes.honours import demo as honours
from troupes.people.models import Membership
from troupes.practice import demo_texts as texts
from troupes.practice.models import Rehearsal, RollCall

A_MONTH = 3
TRAINING_MONTHS = (3, 6, 9, 11)  # in their first ten days somebody comes to teach
OPEN_DAYS = timedelta(days=14)  # within them some rolls of the running year are not called yet
AHEAD = timedelta(days=21)
KIND, STATE = Rehearsal.Kind, RollCall.State


def fill(ground):
    if Rehearsal.objects.filter(troupe__street=ground.street).for_year(ground.year).exists():
        return
    troupes = list(Troupe.objects.filter(street=ground.street).order_by("pk"))
    if not troupes:
        return
    rehearsals = [row for troupe in troupes for row in _rehearsals(ground, troupe)]
    Rehearsal.objects.bulk_create(rehearsals, batch_size=1000)
    rosters = _rosters(troupes)
    called = [row for row in rehearsals if row.date <= ground.today and not _is_open(ground, row, troupes[0])]
    calls = [call for row in called for call in _calls(ground, row, rosters[row.troupe_id])]
    RollCall.objects.bulk_create(calls, batch_size=5000)
    honours.award(ground)
    groups.rate(ground)


def _rehearsals(ground, troupe):
    last = min(ground.day(12, 31), ground.today + AHEAD)
    for month in range(1, 13):
        days = [ground.day(month, day + 1) for day in range(monthrange(ground.year, month)[1])]
        days = [day for day in days if day.isoweekday() == troupe.weekday]
        for day in sorted(ground.rng.sample(days, A_MONTH)):
            if day <= last:
                yield _rehearsal(ground, troupe, day)


def _rehearsal(ground, troupe, day: date):
    kind, content = _content(ground, troupe.category, day)
    return Rehearsal(
        troupe=troupe,
        date=day,
        starts_at=troupe.starts_at,
        ends_at=troupe.ends_at,
        kind=kind,
        place=troupe.place,
        content=content,
    )


def _content(ground, category, day):
    if day.month in TRAINING_MONTHS and day.day <= 10:
        return KIND.TRAINING, texts.TRAININGS[category]
    kind = ground.rng.choices((KIND.REHEARSAL, KIND.ACTIVITY), (5, 1))[0]
    return kind, ground.rng.choice(texts.CONTENTS[category])


def _rosters(troupes):
    rosters = {troupe.pk: [] for troupe in troupes}
    for row in Membership.objects.filter(troupe__in=troupes):
        rosters[row.troupe_id].append(row)
    return rosters


def _is_open(ground, rehearsal, captains_troupe):
    """Whether nobody called this roll yet: all recent ones of the captain's troupe, some of the others."""
    if rehearsal.date <= ground.today - OPEN_DAYS:
        return False
    return rehearsal.troupe_id == captains_troupe.pk or ground.rng.random() < 0.25


def _calls(ground, rehearsal, roster):
    """People differ in how regularly they come; the person's number decides, so the demo stays the same."""
    for row in roster:
        if row.since <= rehearsal.date and (row.until is None or row.until >= rehearsal.date):
            diligence = 0.78 + (row.person_id * 37 % 21) / 100
            state = _state(ground.rng, diligence)
            yield RollCall(rehearsal=rehearsal, person_id=row.person_id, state=state)


def _state(rng, diligence):
    if rng.random() < diligence:
        return STATE.PRESENT
    return STATE.EXCUSED if rng.random() < 0.65 else STATE.ABSENT
