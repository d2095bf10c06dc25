"""Troupes, people, memberships, programmes, talents, consents: made once for a street."""

from datetime import date, time, timedelta

from portal.models import User
from troupes.demo import texts
from troupes.demo.names import Registry
from troupes.groups.models import Troupe
from troupes.honours.models import Programme
from troupes.people.models import Consent, Membership, Person, Talent

LARGE_STREET = 12  # communities from which a street gets the full set of 27 troupes
SEVERAL = 0.1  # share of members who belong to another troupe of their community already


def make_troupes(street, year, today, rng):
    communities = list(street.communities.order_by("position"))
    if not communities:
        return
    rows = texts.LARGE if len(communities) >= LARGE_STREET else texts.SMALL
    rows = [row for row in rows if row[0] < len(communities)]
    troupes = Troupe.objects.bulk_create(
        [_troupe(street, communities[row[0]], row, number, today, rng) for number, row in enumerate(rows)]
    )
    crews = _crews(street, troupes, [row[-1] for row in rows], year, rng)
    if troupes[0].captain:  # who answers for the first troupe stands on its roster as its leader
        _name_after(crews[0][0], troupes[0].captain)
    people = list({id(person): person for crew in crews for person in crew}.values())
    Person.objects.bulk_create(people, batch_size=500)
    Membership.objects.bulk_create(
        [
            row
            for number, crew in enumerate(crews)
            for row in _memberships(troupes[number], crew, number, today, rng)
        ]
    )
    Programme.objects.bulk_create([row for troupe in troupes for row in _programmes(troupe, rng)])
    Talent.objects.bulk_create([row for person in people if (row := _talent(person, rng))])
    Consent.objects.bulk_create([row for person in people for row in _consents(person, today, rng)])


def _troupe(street, community, row, number, today, rng):
    _, suffix, category, place, weekday, begins, ends, _ = row
    founded = date(today.year - rng.randint(4, 15), rng.randint(1, 12), rng.randint(1, 28))
    troupe = Troupe(
        street=street, community=community, name=community.name.removesuffix("社区") + suffix, category=category,
        place=place, weekday=weekday, starts_at=time.fromisoformat(begins), ends_at=time.fromisoformat(ends),
        founded_on=founded, registered_on=founded + timedelta(days=rng.randint(30, 400)),
        introduction=texts.INTRODUCTIONS[category], roster_confirmed_on=_confirmed_on(number, today, rng),
    )  # fmt: skip
    if number == 0:
        captains = User.objects.filter(role=User.Role.CAPTAIN, community=community, is_active=True)
        troupe.captain = captains.order_by("pk").first()
    troupe.prepare()
    return troupe


def _name_after(person, account):
    person.name, person.gender, person.id_number = account.name, Person.Gender.FEMALE, None
    person.prepare()


def _confirmed_on(number, today, rng):
    """Three rosters wait: the captain's own and two elsewhere."""
    if number == 13:
        return None
    return today - timedelta(days={0: 391, 15: 402}.get(number, rng.randint(20, 300)))


def _crews(street, troupes, sizes, year, rng):
    """The people of each troupe; some belong to several troupes of their community."""
    registry, crews, residents = Registry(street, rng), [], {}
    for troupe, size in zip(troupes, sizes, strict=True):
        young = "少儿" in troupe.name
        known = residents.setdefault(troupe.community_id, [])
        count = 0 if young else min(len(known), round(size * SEVERAL))
        crew = rng.sample(known, count)
        crew += [
            registry.person(troupe.community, troupe.category, young=young, year=year)
            for _ in range(size - count)
        ]
        if not young:
            known += crew[count:]
        crews.append(crew)
    return crews


def _memberships(troupe, crew, number, today, rng):
    """New people come last in a crew; the first of those lead. One troupe has lost its leader."""
    first_new = round(len(crew) * SEVERAL)
    leader = 0 if number == 0 or first_new >= len(crew) else first_new
    for place, person in enumerate(crew):
        since = today - timedelta(days=rng.choice((60, 150, 300, 500, 800, 1200, 1700)) + rng.randint(0, 90))
        post = _post(place - leader, rng)
        if post == "leader":
            since = min(since, today - timedelta(days=700))
        until = None
        if place > leader + 2 and rng.random() < 0.07:
            until = min(
                since + timedelta(days=rng.randint(40, 500)), today - timedelta(days=rng.randint(1, 40))
            )
        if post == "leader" and number == 9:
            until = today - timedelta(days=18)
        yield Membership(
            person=person, troupe=troupe, post=post, since=since, until=max(until, since) if until else None
        )


def _post(place, rng):
    if place == 0:
        return Membership.Post.LEADER
    if place == 1:
        return Membership.Post.DEPUTY
    return Membership.Post.CORE if place > 0 and rng.random() < 0.14 else Membership.Post.MEMBER


def _programmes(troupe, rng):
    offered = texts.PROGRAMMES.get(troupe.category, [])
    for title, genre in rng.sample(offered, min(len(offered), rng.randint(1, 3))):
        yield Programme(
            troupe=troupe, title=title, genre=genre, minutes=rng.randint(3, 9), performers=rng.randint(8, 24),
            is_original="龙泉" in title or "桃" in title, is_ready=rng.random() < 0.6,
        )  # fmt: skip


def _talent(person, rng):
    if not person.specialty or rng.random() > 0.28:
        return None
    level = rng.choices(Talent.Level.values, (3, 5, 2))[0]
    teaches = level != Talent.Level.AMATEUR and rng.random() < 0.5
    return Talent(
        person=person, field=person.specialty, level=level, can_teach=teaches,
        description="可为市民学校授课，每周可安排半天" if teaches else rng.choice(("热心参加演出", "带动邻居一起练习", "")),
    )  # fmt: skip


def _consents(person, today, rng):
    """Everybody on a roster agreed to the roster, fewer to photos; a few withdrew later."""
    given = today - timedelta(days=rng.randint(100, 420))
    minor = bool(person.birth_year) and given.year - person.birth_year < 15
    guardian = f"{person.name[0]}{rng.choice(('建华', '晓燕', '志刚', '丽娟'))}" if minor else ""
    for scope, share in (("roster", 0.95), ("photo_internal", 0.8), ("photo_public", 0.4)):
        if rng.random() < share:
            withdrawn = scope == "photo_public" and rng.random() < 0.05
            yield Consent(
                person=person, scope=scope, guardian=guardian, given_on=given,
                withdrawn_on=given + timedelta(days=rng.randint(10, 90)) if withdrawn else None,
            )  # fmt: skip
