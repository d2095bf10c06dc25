from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.forms.base import is_plausible_day
from portal.models import AuditEvent, Notice
from tests.factories.troupes import (  # fmt: skip
    ConsentFactory,
    MembershipFactory,
    PersonFactory,
    RehearsalFactory,
    RollCallFactory,
    StarRatingFactory,
    TroupeFactory,
)
from troupes.groups import services as groups
from troupes.groups.rules import can_rate
from troupes.models import Consent, Membership, Person, Rehearsal, RollCall
from troupes.people import services as people
from troupes.people.rules import is_guarded
from troupes.practice import services as practice
from troupes.practice.rules import can_delete_rehearsal


def today():
    return timezone.localdate()


def draft(troupe, **fields):
    return Membership(troupe=troupe, post="member", **({"since": date(2025, 5, 1)} | fields))


# Roster ---------------------------------------------------------------------------------------
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


def test_confirm_roster_needs_members_and_writes_the_day(community, staff):
    troupe = TroupeFactory(community=community)
    with pytest.raises(ValidationError, match="还是空的"):
        groups.confirm_roster(troupe=troupe, by=staff)
    MembershipFactory(troupe=troupe)
    assert groups.confirm_roster(troupe=troupe, by=staff) == 1
    troupe.refresh_from_db()
    assert troupe.roster_confirmed_on == today()


# Same people ----------------------------------------------------------------------------------
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


# Private fields and consents ------------------------------------------------------------------
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


# Rehearsals -----------------------------------------------------------------------------------
def test_series_begins_on_the_weekday_and_skips_taken_days(community, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    RehearsalFactory(troupe=troupe, date=date(2026, 1, 14))
    pattern = RehearsalFactory.build(troupe=troupe, date=date(2026, 1, 1))  # a Thursday
    assert practice.plan_series(pattern=pattern, weekday=3, weeks=3, by=captain) == (2, 1)
    days = Rehearsal.objects.order_by("date").values_list("date", flat=True)
    assert list(days) == [date(2026, 1, 7), date(2026, 1, 14), date(2026, 1, 21)]


@pytest.mark.parametrize("weeks", [0, 31])
def test_series_of_no_or_too_many_weeks_is_refused(community, captain, weeks):
    pattern = RehearsalFactory.build(troupe=TroupeFactory(community=community, captain=captain), date=today())
    with pytest.raises(ValidationError, match="1 到 30 周"):
        practice.plan_series(pattern=pattern, weekday=3, weeks=weeks, by=captain)


def test_roll_is_called_for_who_was_on_the_roster_that_day(community, captain):
    rehearsal = RehearsalFactory(troupe__community=community, troupe__captain=captain, date=date(2024, 6, 1))
    there = MembershipFactory(troupe=rehearsal.troupe)
    MembershipFactory(troupe=rehearsal.troupe, since=date(2024, 7, 1))
    MembershipFactory(troupe=rehearsal.troupe, since=date(2023, 1, 1), until=date(2024, 5, 31))
    assert [person for person, _, _ in practice.people_to_call(rehearsal)] == [there.person]
    with pytest.raises(ValidationError, match="花名册刚刚有变动"):
        practice.call_roll(rehearsal=rehearsal, states={}, by=captain)
    counts = practice.call_roll(rehearsal=rehearsal, states={there.person_id: "excused"}, by=captain)
    assert counts == {"present": 0, "excused": 1, "absent": 0}


def test_calling_again_corrects_and_keeps_who_left_since(community, captain):
    rehearsal = RehearsalFactory(troupe__community=community, troupe__captain=captain)
    there, gone = MembershipFactory(troupe=rehearsal.troupe), RollCallFactory(rehearsal=rehearsal)
    practice.call_roll(
        rehearsal=rehearsal, states={there.person_id: "present", gone.person_id: "absent"}, by=captain
    )
    practice.call_roll(
        rehearsal=rehearsal, states={there.person_id: "absent", gone.person_id: "present"}, by=captain
    )
    states = dict(RollCall.objects.values_list("person", "state"))
    assert states == {there.person_id: "absent", gone.person_id: "present"}


def test_roll_cannot_be_called_ahead_or_without_roster(community, captain):
    ahead = RehearsalFactory(
        troupe__community=community, troupe__captain=captain, date=today() + timedelta(days=1)
    )
    with pytest.raises(ValidationError, match="还没有到"):
        practice.call_roll(rehearsal=ahead, states={}, by=captain)
    with pytest.raises(ValidationError, match="没有队员"):
        practice.call_roll(
            rehearsal=RehearsalFactory(troupe__community=community, troupe__captain=captain),
            states={},
            by=captain,
        )


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


# Captains and stars ---------------------------------------------------------------------------
def test_new_captain_is_told_once(community, captain, officer):
    troupe = TroupeFactory(community=community)
    troupe.captain = captain
    groups.save_troupe(troupe=troupe, by=officer)
    groups.save_troupe(troupe=troupe, by=officer)
    assert [notice.user for notice in Notice.objects.all()] == [captain]


def test_only_the_officer_rates(community, officer, staff, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    with pytest.raises(ValidationError, match="文化员"):
        groups.rate_troupe(rating=StarRatingFactory.build(troupe=troupe), by=staff)
    groups.rate_troupe(rating=StarRatingFactory.build(troupe=troupe), by=officer)
    assert Notice.objects.get().user == captain
    assert [can_rate(user) for user in (officer, staff, captain)] == [True, False, False]


# Rules ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("year", "month", "guarded"),
    [(2012, 5, True), (2012, 4, False), (2012, None, True), (2011, None, False), (None, None, False)],
)
def test_under_14_on_the_day_is_guarded(year, month, guarded):
    assert is_guarded(Person(birth_year=year, birth_month=month), date(2026, 4, 15)) is guarded


def test_captain_deletes_only_rehearsals_without_a_roll_call(community, captain, staff):
    called = RollCallFactory(community=community).rehearsal
    assert not can_delete_rehearsal(captain, called)
    assert can_delete_rehearsal(staff, called)
    assert can_delete_rehearsal(captain, RehearsalFactory(troupe=called.troupe))


@pytest.mark.parametrize(
    ("day", "plausible"), [(date(206, 5, 1), False), (date(2026, 5, 1), True), (date(2028, 5, 1), False)]
)
def test_day_far_from_now_is_a_slip_of_the_keyboard(day, plausible):
    assert is_plausible_day(day, date(2026, 11, 1)) is plausible
