"""群众文化团队 of a street with the people on their rosters, made once; each past year's stars."""

from datetime import date, time, timedelta

from portal.accounts.models import User
from portal.demo.tables import table
from troupes.groups import demo_texts as texts
from troupes.groups.models import StarRating, Troupe
from troupes.people import demo as people

UNCONFIRMED, OVERDUE = 13, {0: 391, 15: 402}  # rosters that wait, by number of the troupe (days since)
YOUNG = "少儿"


def fill(ground):
    if Troupe.objects.filter(street=ground.street).exists() or not ground.communities:
        return
    rows = _rows(ground)
    troupes = Troupe.objects.bulk_create(_troupe(ground, row, number) for number, row in enumerate(rows))
    crews = people.crews(ground, [_wanted(troupe, row) for troupe, row in zip(troupes, rows, strict=True)])
    if troupes[0].captain:  # who answers for the first troupe stands on its roster as its leader
        people.name_after(crews[0][0], troupes[0].captain)
    people.join(ground, troupes, crews)


def _rows(ground):
    size = "large" if ground.is_large else "small"
    rows = [row for row in table(__file__, "demo_troupes") if row["street"] == size]
    return [row for row in rows if int(row["place"]) < len(ground.communities)]


def _wanted(troupe, row):
    return people.Wanted(troupe.community, troupe.category, int(row["members"]), YOUNG in troupe.name)


def _troupe(ground, row, number):
    rng, community = ground.rng, ground.communities[int(row["place"])]
    founded = date(ground.today.year - rng.randint(4, 15), rng.randint(1, 12), rng.randint(1, 28))
    troupe = Troupe(
        street=ground.street,
        community=community,
        name=community.name.removesuffix("社区") + row["name"],
        category=row["category"],
        place=row["venue"],
        weekday=int(row["weekday"]),
        starts_at=time.fromisoformat(row["begins"]),
        ends_at=time.fromisoformat(row["ends"]),
        founded_on=founded,
        registered_on=founded + timedelta(days=rng.randint(30, 400)),
        introduction=texts.INTRODUCTIONS[row["category"]],
        roster_confirmed_on=_confirmed_on(ground, number),
        captain=_captain_of(community) if number == 0 else None,
    )
    troupe.prepare()
    return troupe


def _captain_of(community):
    captains = User.objects.active().filter(role=User.Role.CAPTAIN, community=community)
    return captains.order_by("pk").first()


def _confirmed_on(ground, number):
    """Three rosters wait: the captain's own and two elsewhere."""
    if number == UNCONFIRMED:
        return None
    return ground.today - timedelta(days=OVERDUE.get(number, ground.rng.randint(20, 300)))


def rate(ground):
    """Stars of a past year; two troupes were not old enough to be rated."""
    if ground.is_running:
        return
    troupes = Troupe.objects.filter(street=ground.street).order_by("pk")
    StarRating.objects.bulk_create(
        _rating(ground, number, troupe) for number, troupe in enumerate(troupes) if number % 12 != 11
    )


def _rating(ground, number, troupe):
    stars = ground.rng.choices((2, 3, 4, 5), (2, 5, 4, 1))[0] if number else 5
    return StarRating(troupe=troupe, year=ground.year, stars=stars, note=ground.rng.choice(texts.STAR_NOTES))
