"""The demo's troupes, held against what the office's own plan names: 27 groups, and some 700 people."""

import pytest
from django.db.models import Count
from django.utils import timezone

from portal.contributions import Contribution
from portal.demo.build import check_keys_at_once
from portal.demo.ground import Ground
from tests.factories.portal import CommunityFactory, StreetFactory, UserFactory
from tests.offers import offered
from troupes.contributions import NOUNS
from troupes.demo import FILLS
from troupes.models import Award, Consent, Membership, Person, Rehearsal, RollCall, StarRating, Talent, Troupe
from troupes.people.identity import check_digit

NAMES = ["滨河", "桃源", "龙泉", "东门", "西苑", "南桥", "北湖", "新华", "学府", "锦绣", "金港", "云岭"]


def fill(street):
    year = timezone.localdate().year
    for wanted in (year - 1, year):
        ground = Ground.of(street, wanted)
        for fill_noun in FILLS:
            fill_noun(ground)


@pytest.fixture(scope="module")
def large_street(django_db_setup, django_db_blocker):
    """Made once for the module: it takes seconds. Undone by hand at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        check_keys_at_once()
        street = StreetFactory(name="龙泉街道")
        for position, name in enumerate(NAMES, start=1):
            CommunityFactory(street=street, name=f"{name}社区", position=position)
        first = street.communities.get(name="滨河社区")
        UserFactory(username="captain", name="林巧玲", captain=True, community=first)
        UserFactory(username="staff", community=first)
        UserFactory(username="officer", officer=True, street=street)
        fill(street)
        yield street
        transaction.set_rollback(True)


@pytest.fixture
def demo_street(large_street, django_db_blocker):
    with django_db_blocker.unblock():
        yield large_street


def test_27_troupes_over_all_communities_and_some_700_people(demo_street):
    troupes = Troupe.objects.filter(street=demo_street)
    assert troupes.count() == 27
    assert troupes.values("community").distinct().count() == 12
    assert {
        "choir",
        "dance",
        "waist_drum",
        "taichi",
        "music",
        "opera",
        "calligraphy",
        "poetry",
        "chess",
        "ball",
    } <= set(troupes.values_list("category", flat=True))
    assert 640 <= Person.objects.count() <= 760


def test_people_are_there_once_and_some_belong_to_several_troupes(demo_street):
    assert Person.objects.annotate(n=Count("memberships")).filter(n=0).count() == 0
    assert Person.objects.annotate(n=Count("memberships")).filter(n__gt=1).count() >= 20
    assert Membership.objects.former().count() >= 20
    doubles = Person.objects.values("name", "birth_year").annotate(n=Count("pk")).filter(n__gt=1)
    assert not doubles


def test_numbers_are_impossible(demo_street):
    people = Person.objects.all()
    assert all(person.phone.startswith("100") for person in people if person.phone)
    identities = [person.id_number for person in people if person.id_number]
    assert len(identities) > 10
    assert all(number.startswith("000000") and number[-1] != check_digit(number) for number in identities)


def test_last_year_is_whole_and_nothing_ahead_is_done(demo_street):
    today = timezone.localdate()
    last = Rehearsal.objects.for_year(today.year - 1)
    assert last.count() == 27 * 36
    assert not last.without_call().exists()
    assert not RollCall.objects.filter(rehearsal__date__gt=today).exists()
    assert not Award.objects.filter(awarded_on__gt=today).exists()
    assert {"street", "district", "city"} <= set(Award.objects.values_list("level", flat=True))
    assert StarRating.objects.filter(year=today.year - 1).count() >= 20
    assert Talent.objects.count() >= 20
    assert Consent.objects.filter(withdrawn_on__isnull=False).exists()


def test_every_role_finds_something_to_do(demo_street):
    captain, staff, officer = (
        demo_street.users.get(username=name) for name in ("captain", "staff", "officer")
    )
    assert {todo.kind for todo in offered(NOUNS, Contribution.todos, captain)} == {"点名", "花名册"}
    assert {todo.kind for todo in offered(NOUNS, Contribution.todos, staff)} == {"花名册"}
    assert len(offered(NOUNS, Contribution.todos, officer)) == 2


def test_captain_leads_the_dance_troupe_of_the_first_community(demo_street):
    troupe = Troupe.objects.get(captain__username="captain")
    assert (troupe.community.name, troupe.category) == ("滨河社区", "dance")
    assert Membership.objects.current().get(troupe=troupe, post="leader").person.name == "林巧玲"


def test_running_it_again_changes_nothing(demo_street):
    before = [model.objects.count() for model in (Person, Membership, Rehearsal, RollCall, Award)]
    fill(demo_street)
    assert [model.objects.count() for model in (Person, Membership, Rehearsal, RollCall, Award)] == before


def test_small_street_gets_three_troupes_and_forty_people(db):
    street = StreetFactory(name="鹤鸣街道")
    for position, name in enumerate(("鹤鸣", "清溪", "松岗"), start=1):
        CommunityFactory(street=street, name=f"{name}社区", position=position)
    fill(street)
    assert Troupe.objects.filter(street=street).count() == 3
    assert 36 <= Person.objects.filter(street=street).count() <= 44
