"""Each year: rehearsals with roll calls, awards, star ratings."""

from calendar import monthrange
from datetime import date, timedelta

from troupes.demo import texts
from troupes.groups.models import StarRating, Troupe
from troupes.honours.models import Award
from troupes.people.models import Membership
from troupes.practice.models import Rehearsal, RollCall

A_MONTH = 3
OPEN_DAYS = 14  # within them some rolls of the running year are not called yet
AHEAD_DAYS = 21


def make_year(street, year, today, rng):
    troupes = list(Troupe.objects.filter(street=street).select_related("community").order_by("pk"))
    last = min(date(year, 12, 31), today + timedelta(days=AHEAD_DAYS))
    rehearsals = [row for troupe in troupes for row in _rehearsals(troupe, year, last, rng)]
    Rehearsal.objects.bulk_create(rehearsals, batch_size=1000)
    rosters = _rosters(troupes)
    called = [row for row in rehearsals if row.date <= today and not _is_open(row, troupes[0], today, rng)]
    calls = [call for row in called for call in _calls(row, rosters[row.troupe_id], rng)]
    RollCall.objects.bulk_create(calls, batch_size=5000)
    Award.objects.bulk_create(_awards(troupes, year, today, rng))
    if year < today.year:
        StarRating.objects.bulk_create(_ratings(troupes, year, rng))


def _rehearsals(troupe, year, last, rng):
    for month in range(1, 13):
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        days = [day for day in days if day.isoweekday() == troupe.weekday]
        for day in sorted(rng.sample(days, A_MONTH)):
            if day <= last:
                yield _rehearsal(troupe, day, rng)


def _rehearsal(troupe, day, rng):
    training = day.month in (3, 6, 9, 11) and day.day <= 10
    kind = "training" if training else rng.choices(("rehearsal", "activity"), (5, 1))[0]
    content = texts.TRAININGS[troupe.category] if training else rng.choice(texts.CONTENTS[troupe.category])
    return Rehearsal(
        troupe=troupe, date=day, starts_at=troupe.starts_at, ends_at=troupe.ends_at, kind=kind, place=troupe.place,
        content=content,
    )  # fmt: skip


def _rosters(troupes):
    rosters = {troupe.pk: [] for troupe in troupes}
    for row in Membership.objects.filter(troupe__in=troupes):
        rosters[row.troupe_id].append(row)
    return rosters


def _is_open(rehearsal, captains_troupe, today, rng):
    """Whether nobody called this roll yet: all recent ones of the captain's troupe, some of the others."""
    if rehearsal.date <= today - timedelta(days=OPEN_DAYS):
        return False
    return rehearsal.troupe_id == captains_troupe.pk or rng.random() < 0.25


def _calls(rehearsal, roster, rng):
    """People differ in how regularly they come; the person's number decides, so the demo stays the same."""
    for row in roster:
        if row.since <= rehearsal.date and (row.until is None or row.until >= rehearsal.date):
            diligence = 0.78 + (row.person_id * 37 % 21) / 100
            state = "present" if rng.random() < diligence else "excused" if rng.random() < 0.65 else "absent"
            yield RollCall(rehearsal=rehearsal, person_id=row.person_id, state=state)


def _awards(troupes, year, today, rng):
    """About one award for two troupes, more often near home than far away."""
    last = min(date(year, 12, 20), today)
    span = (last - date(year, 1, 10)).days
    if span <= 0:
        return
    lucky = troupes[:1] + rng.sample(troupes[1:], (len(troupes) - 1) // 2)
    for troupe in lucky:
        contest = rng.choice(texts.CONTESTS[troupe.category])
        level = next(
            (
                key
                for sign, key in (("省", "province"), ("市", "city"), ("区", "district"))
                if contest.startswith(sign)
            ),
            "street",
        )
        yield Award(
            street_id=troupe.street_id, community_id=troupe.community_id, troupe=troupe, contest=f"{year}年{contest}",
            title=rng.choice(texts.TITLES), level=level, issuer=texts.ISSUERS[level],
            awarded_on=date(year, 1, 10) + timedelta(days=rng.randint(0, span)),
        )  # fmt: skip
    yield Award(
        street_id=troupes[0].street_id, community_id=troupes[0].community_id, contest=f"{year}年区社区文化建设评比",
        title="先进集体" if year < today.year else "优秀组织奖", level="district", issuer=texts.ISSUERS["district"],
        awarded_on=date(year, 1, 10) + timedelta(days=span // 2),
    )  # fmt: skip


def _ratings(troupes, year, rng):
    """Every second year; two troupes were not old enough to be rated."""
    for number, troupe in enumerate(troupes):
        if number % 12 != 11:
            stars = 5 if number == 0 else rng.choices((2, 3, 4, 5), (2, 5, 4, 1))[0]
            yield StarRating(troupe=troupe, year=year, stars=stars, note=rng.choice(texts.STAR_NOTES))
