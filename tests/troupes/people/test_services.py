from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.models import AuditEvent
from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.people import ConsentFactory, MembershipFactory, PersonFactory
from tests.factories.troupes.practice import RehearsalFactory
from troupes.groups import services as groups
from troupes.models import Consent, Membership, Person
from troupes.people import services as people
from troupes.people.rules import is_guarded
from troupes.practice import services as practice


def today():
    return timezone.localdate()


def draft(troupe, **fields):
    return Membership(troupe=troupe, post="member", **({"since": date(2025, 5, 1)} | fields))


def test_add_member_registers_a_new_person_in_the_street(community, staff):
    troupe = TroupeFactory(community=community)
    person = Person(community=community, name="张桂兰")
    membership = people.add_member(person=person, membership=draft(troupe), by=staff)
    assert Person.objects.get().pinyin == "zhangguilan"
    assert set(Membership.objects.current()) == {membership}


def test_add_member_twice_says_since_when_the_person_is_there(community, staff):
    there = MembershipFactory(community=community, since=date(2024, 1, 1))
    with pytest.raises(ValidationError, match="自 2024-01-01 起就在"):
        people.add_member(person=there.person, membership=draft(there.troupe), by=staff)


def test_add_member_again_after_leaving_is_a_second_membership(community, staff):
    old = MembershipFactory(community=community, since=date(2023, 1, 1), until=date(2024, 1, 1))
    people.add_member(person=old.person, membership=draft(old.troupe), by=staff)
    assert old.person.memberships.count() == 2
    with pytest.raises(ValidationError, match="2023-01-01 至 2024-01-01"):
        people.add_member(person=old.person, membership=draft(old.troupe, since=date(2023, 5, 1)), by=staff)


def test_add_member_to_a_closed_troupe_is_refused(community, staff):
    troupe = TroupeFactory(community=community, closed=True)
    with pytest.raises(ValidationError, match="已注销"):
        people.add_member(person=PersonFactory(community=community), membership=draft(troupe), by=staff)


def test_add_member_of_another_street_is_refused(community, staff):
    with pytest.raises(ValidationError, match="本街道"):
        people.add_member(
            person=PersonFactory(), membership=draft(TroupeFactory(community=community)), by=staff
        )


def test_add_member_ahead_of_today_is_refused(community, staff):
    membership = draft(TroupeFactory(community=community), since=today() + timedelta(days=1))
    with pytest.raises(ValidationError, match="不能晚于今天"):
        people.add_member(person=PersonFactory(community=community), membership=membership, by=staff)


def test_end_membership_keeps_the_row_with_its_date(community, staff):
    row = MembershipFactory(community=community)
    people.end_membership(membership=row, until=date(2025, 6, 30), by=staff)
    assert set(Membership.objects.former()) == {row}
    with pytest.raises(ValidationError, match="已于 2025-06-30 离队"):
        people.end_membership(membership=row, until=date(2025, 7, 1), by=staff)


@pytest.mark.parametrize(
    ("until", "word"), [(date(2023, 1, 1), "不能早于入队日期"), (date(2999, 1, 1), "不能晚于今天")]
)
def test_end_membership_outside_its_time_is_refused(community, staff, until, word):
    with pytest.raises(ValidationError, match=word):
        people.end_membership(membership=MembershipFactory(community=community), until=until, by=staff)


def test_reopening_a_membership_that_was_renewed_is_refused(community, staff):
    old = MembershipFactory(community=community, since=date(2023, 1, 1), until=date(2024, 1, 1))
    MembershipFactory(troupe=old.troupe, person=old.person, since=date(2025, 1, 1))
    old.until = None
    with pytest.raises(ValidationError, match="2025-01-01"):
        people.change_membership(membership=old, by=staff)


def test_same_person_is_found_by_name_and_year_or_in_the_street_by_name_and_phone(community, staff, stranger):
    visible = PersonFactory(community=community, name="张桂兰", birth_year=1958)
    hidden = PersonFactory(community=stranger.community, name="张桂兰", birth_year=1958, phone="10000000001")
    new = Person(street=community.street, community=community, name="张桂兰", birth_year=1958)
    assert people.find_same_people(user=staff, person=new) == [visible]
    new.phone = "10000000001"
    assert set(people.find_same_people(user=staff, person=new)) == {visible, hidden}


def test_identity_number_belongs_to_one_person_of_the_street(community, staff):
    PersonFactory(community=community, id_number="11010519491231002X")
    with pytest.raises(ValidationError, match="已登记在另一人名下"):
        people.save_person(
            person=Person(community=community, name="王五", id_number="11010519491231002x"), by=staff
        )


def test_reveal_leaves_a_trace_without_the_values(community, staff, rf):
    person = PersonFactory(community=community, phone="10012345678", id_number=None)
    values = people.reveal_private_fields(person=person, reason="通知彩排", by=staff, request=rf.post("/"))
    assert values == [("联系电话", "10012345678"), ("身份证号", "—")]
    event = AuditEvent.objects.get(kind="reveal")
    assert (event.user, event.street, event.detail["reason"]) == (staff, community.street, "通知彩排")
    assert "10012345678" not in f"{event.target}{event.detail}"


def test_consent_of_a_child_needs_a_guardian(community, staff):
    consent = ConsentFactory.build(person=PersonFactory(community=community, child=True), given_on=today())
    with pytest.raises(ValidationError, match="监护人"):
        people.save_consent(consent=consent, by=staff)
    consent.guardian = "张建华"
    people.save_consent(consent=consent, by=staff)
    assert Consent.objects.get().guardian == "张建华"


def test_withdrawn_consent_stays_in_the_register(community, staff):
    consent = ConsentFactory(community=community)
    people.withdraw_consent(consent=consent, by=staff)
    assert Consent.objects.get().withdrawn_on == today()
    assert not Consent.objects.in_force().exists()
    with pytest.raises(ValidationError, match="已于"):
        people.withdraw_consent(consent=consent, by=staff)


def test_services_ask_who_acts(community, stranger, leader):
    """A job or a second page cannot go round the pages' own scoping."""
    rehearsal = RehearsalFactory(community=community)
    membership = MembershipFactory(troupe=rehearsal.troupe)
    consent = ConsentFactory(community=community)
    for by in (stranger, leader):
        for verb, arguments in (
            (practice.call_roll, {"rehearsal": rehearsal, "states": {}}),
            (practice.plan_series, {"pattern": rehearsal, "weekday": 1, "weeks": 1}),
            (people.save_person, {"person": membership.person}),
            (people.change_membership, {"membership": membership}),
            (people.end_membership, {"membership": membership, "until": today()}),
            (people.save_consent, {"consent": consent}),
            (people.withdraw_consent, {"consent": consent}),
            (groups.confirm_roster, {"troupe": rehearsal.troupe}),
            (groups.save_troupe, {"troupe": rehearsal.troupe}),
        ):
            with pytest.raises(PermissionDenied):
                verb(**arguments, by=by)


@pytest.mark.parametrize(
    ("year", "month", "guarded"),
    [(2012, 5, True), (2012, 4, False), (2012, None, True), (2011, None, False), (None, None, False)],
)
def test_under_14_on_the_day_is_guarded(year, month, guarded):
    assert is_guarded(Person(birth_year=year, birth_month=month), date(2026, 4, 15)) is guarded
