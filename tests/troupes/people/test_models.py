from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.people import ConsentFactory, MembershipFactory, PersonFactory, TalentFactory
from troupes.models import Consent, Membership, Person, Talent, Troupe


@pytest.mark.parametrize("text", ["单田芳", "田芳", "shantian", "SHAN", "stf", "ST"])
def test_person_is_found_by_name_pinyin_and_initials(community, text):
    person = PersonFactory(community=community, name="单田芳")
    PersonFactory(community=community, name="王桂兰")
    assert set(Person.objects.matching(text)) == {person}


def test_incomplete_person_says_what_is_missing(community):
    whole, bare = PersonFactory(community=community), PersonFactory(community=community, bare=True)
    assert set(Person.objects.complete()) == {whole}
    assert set(Person.objects.incomplete()) == {bare}
    assert bare.gaps == ["性别", "出生年", "联系电话"]


def test_private_fields_are_unreadable_in_the_database(community):
    person = PersonFactory(community=community, phone="10012345678", id_number="11010519491231002X")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, id_number FROM troupes_person")
        stored = " ".join(cursor.fetchone())
    assert "10012345678" not in stored
    assert "19491231" not in stored
    person.refresh_from_db()
    assert (person.phone, person.masked_id_number) == ("10012345678", "110105********002X")


def test_namesakes_are_those_whose_birth_year_does_not_differ(community):
    same = PersonFactory(community=community, name="张桂兰", birth_year=1958)
    unknown = PersonFactory(community=community, name="张桂兰", birth_year=None)
    other = PersonFactory(community=community, name="张桂兰", birth_year=1970)
    assert set(Person.objects.namesakes("张桂兰", 1958)) == {same, unknown}
    assert set(Person.objects.namesakes("张桂兰", None)) == {same, unknown, other}


def test_captain_sees_exactly_the_members_of_own_troupes(community, captain):
    own = MembershipFactory(troupe=TroupeFactory(community=community, captain=captain)).person
    MembershipFactory(community=community)
    PersonFactory(community=community)
    assert set(Person.objects.visible_to(captain)) == {own}
    assert set(Person.objects.editable_by(captain)) == {own}


def test_staff_see_a_neighbour_who_is_in_one_of_their_troupes(community, staff, stranger):
    neighbour = PersonFactory(community=stranger.community)
    talent, consent = TalentFactory(person=neighbour), ConsentFactory(person=neighbour)
    assert not Person.objects.visible_to(staff).exists()
    assert not Talent.objects.visible_to(staff).exists()
    MembershipFactory(troupe=TroupeFactory(community=community), person=neighbour)
    assert set(Person.objects.visible_to(staff)) == {neighbour}
    assert set(Talent.objects.visible_to(staff)) == {talent}
    assert set(Consent.objects.editable_by(staff)) == {consent}


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_people_and_troupes_do_not_exist_for(role, request, community):
    MembershipFactory(community=community)
    user = request.getfixturevalue(role)
    assert not Person.objects.visible_to(user).exists()
    assert not Troupe.objects.visible_to(user).exists()


def test_roster_order_is_leader_deputy_core_member_then_pinyin(community):
    troupe = TroupeFactory(community=community)
    for name, post in (
        ("王五", "member"),
        ("李四", "member"),
        ("赵六", "core"),
        ("钱七", "deputy"),
        ("孙八", "leader"),
    ):
        MembershipFactory(troupe=troupe, person=PersonFactory(community=community, name=name), post=post)
    names = [row.person.name for row in Membership.objects.in_roster_order()]
    assert names == ["孙八", "钱七", "赵六", "李四", "王五"]


def test_membership_of_a_past_day_is_found_by_that_day(community):
    row = MembershipFactory(community=community, since=date(2023, 1, 1), until=date(2023, 6, 30))
    assert row in Membership.objects.current(date(2023, 6, 30))
    assert row not in Membership.objects.current(date(2023, 7, 1))
    assert row in Membership.objects.former(date(2023, 7, 1))


def test_database_refuses_a_second_open_membership(community):
    row = MembershipFactory(community=community)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(troupe=row.troupe, person=row.person)
