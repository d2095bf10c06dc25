"""People who do not exist: on the rosters of their troupes, with their talents and consents."""

from dataclasses import dataclass
from datetime import timedelta

from portal.places.models import Community
from troupes.people.demo_names import Registry
from troupes.people.models import Consent, Membership, Person, Talent

SEVERAL = 0.1  # share of members who belong to another troupe of their community already
LEADERLESS = 9  # the number of the troupe that has lost its leader
GUARDIANS = ("建华", "晓燕", "志刚", "丽娟")
CONSENTS = (("roster", 0.95), ("photo_internal", 0.8), ("photo_public", 0.4))  # scope, share
POST = Membership.Post


@dataclass(frozen=True)
class Wanted:
    """The people that a troupe of `category` looks for."""

    community: Community
    category: str
    size: int
    young: bool


def crews(ground, wanted: list[Wanted]) -> list[list[Person]]:
    """The unsaved people of each troupe; some belong to several troupes of their community."""
    registry, found, residents = Registry(ground), [], {}
    for one in wanted:
        known = residents.setdefault(one.community.pk, [])
        count = 0 if one.young else min(len(known), round(one.size * SEVERAL))
        crew = ground.rng.sample(known, count)
        crew += [
            registry.person(one.community, one.category, young=one.young) for _ in range(one.size - count)
        ]
        if not one.young:
            known += crew[count:]
        found.append(crew)
    return found


def name_after(person, account):
    person.name, person.gender, person.id_number = account.name, Person.Gender.FEMALE, None
    person.prepare()


def join(ground, troupes, crews):
    """Saves the people and puts them on the rosters of `troupes`."""
    people = {id(person): person for crew in crews for person in crew}
    Person.objects.bulk_create(people.values(), batch_size=500)
    Membership.objects.bulk_create(
        row
        for number, (troupe, crew) in enumerate(zip(troupes, crews, strict=True))
        for row in _memberships(ground, troupe, crew, number)
    )


def _memberships(ground, troupe, crew, number):
    """New people come last in a crew; the first of those lead. One troupe has lost its leader."""
    rng, today = ground.rng, ground.today
    first_new = round(len(crew) * SEVERAL)
    leader = 0 if number == 0 or first_new >= len(crew) else first_new
    for place, person in enumerate(crew):
        days = rng.choice((60, 150, 300, 500, 800, 1200, 1700)) + rng.randint(0, 90)
        post = _post(ground, place - leader)
        since = today - timedelta(days=max(days, 700) if post == POST.LEADER else days)
        until = None
        if place > leader + 2 and rng.random() < 0.07:
            left = since + timedelta(days=rng.randint(40, 500))
            until = max(since, min(left, today - timedelta(days=rng.randint(1, 40))))
        if post == POST.LEADER and number == LEADERLESS:
            until = today - timedelta(days=18)
        yield Membership(person=person, troupe=troupe, post=post, since=since, until=until)


def _post(ground, place):
    if place == 0:
        return POST.LEADER
    if place == 1:
        return POST.DEPUTY
    return POST.CORE if place > 0 and ground.rng.random() < 0.14 else POST.MEMBER


# What is noted about them ---------------------------------------------------------------------
def fill(ground):
    people = list(Person.objects.filter(street=ground.street).order_by("pk"))
    if Consent.objects.filter(person__street=ground.street).exists():
        return
    Talent.objects.bulk_create(talent for person in people for talent in _talents(ground, person))
    Consent.objects.bulk_create(row for person in people for row in _consents(ground, person))


def _talents(ground, person):
    rng = ground.rng
    if not person.specialty or rng.random() > 0.28:
        return
    level = rng.choices(Talent.Level.values, (3, 5, 2))[0]
    teaches = level != Talent.Level.AMATEUR and rng.random() < 0.5
    words = "可为市民学校授课，每周可安排半天"
    yield Talent(
        person=person,
        field=person.specialty,
        level=level,
        can_teach=teaches,
        description=words if teaches else rng.choice(("热心参加演出", "带动邻居一起练习", "")),
    )


def _consents(ground, person):
    """Everybody on a roster agreed to the roster, fewer to photos; a few withdrew later."""
    rng = ground.rng
    given = ground.today - timedelta(days=rng.randint(100, 420))
    is_minor = bool(person.birth_year) and given.year - person.birth_year < 15
    guardian = f"{person.name[0]}{rng.choice(GUARDIANS)}" if is_minor else ""
    for scope, share in CONSENTS:
        if rng.random() < share:
            withdrawn = scope == "photo_public" and rng.random() < 0.05
            yield Consent(
                person=person,
                scope=scope,
                guardian=guardian,
                given_on=given,
                withdrawn_on=given + timedelta(days=rng.randint(10, 90)) if withdrawn else None,
            )
