from datetime import date

import pytest
from django.utils import timezone

from tests.factories.troupes import (  # fmt: skip
    AwardFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    RehearsalFactory,
    StarRatingFactory,
    TroupeFactory,
)
from troupes.groups.forms import StarRatingForm, TroupeFilter, TroupeForm
from troupes.honours.forms import AwardForm, ProgrammeForm
from troupes.models import Award, Consent, Person, Programme, Rehearsal, StarRating, Troupe
from troupes.people.forms import ConsentForm, NewMemberForm, PersonFilter, PersonForm
from troupes.practice.forms import RehearsalFilter, RehearsalForm, SeriesForm


def person_form(user, instance=None, **data):
    fields = {"name": "张桂兰", "gender": "F", "birth_year": "1958", "birth_month": "3"} | data
    return PersonForm(fields, instance=instance, user=user)


# Private fields -------------------------------------------------------------------------------
def test_edit_form_shows_the_mask_and_never_the_value(community, staff):
    person = PersonFactory(community=community, phone="10012345678", id_number="11010519491231002X")
    page = PersonForm(instance=person, user=staff).as_p()
    assert "100****5678" in page
    assert "10012345678" not in page
    assert "19491231" not in page


def test_private_fields_left_blank_stay(community, staff):
    person = PersonFactory(community=community, phone="10012345678")
    form = person_form(staff, person, name="张桂芳")
    assert form.is_valid(), form.errors
    form.save()
    person.refresh_from_db()
    assert (person.name, person.phone) == ("张桂芳", "10012345678")


def test_ticked_private_field_is_removed_with_its_fingerprint(community, staff):
    person = PersonFactory(community=community, phone="10012345678")
    person_form(staff, person, drop_phone="on").save()
    person.refresh_from_db()
    assert (person.phone, person.phone_digest) == (None, "")


def test_newly_typed_value_is_kept_when_another_field_is_wrong(community, staff):
    form = person_form(staff, phone="10099998888", birth_month="13")
    assert set(form.errors) == {"birth_month"}
    assert "10099998888" in form.as_p()


def test_identity_number_fills_gender_and_birth(community, staff):
    form = person_form(staff, gender="", birth_year="", birth_month="", id_number="11010519491231002x")
    person = form.save()
    assert (person.gender, person.birth_year, person.birth_month) == ("F", 1949, 12)


def test_identity_number_that_contradicts_is_said(community, staff):
    form = person_form(staff, gender="M", id_number="11010519491231002X")
    assert set(form.errors) == {"gender", "birth_year", "birth_month"}
    assert "证件上是 女" in form.errors["gender"][0]


def test_blanks_inside_a_name_are_dropped(community, staff):
    assert person_form(staff, name="张　 兰").save().name == "张兰"


# The same person ------------------------------------------------------------------------------
def test_namesake_of_the_same_year_is_asked_about_before_a_new_row(community, staff):
    known = PersonFactory(community=community, name="张桂兰", birth_year=1958, phone="10012345678")
    form = person_form(staff)
    assert "核对" in form.errors["same"][0]
    assert "100****5678" in str(form["same"])
    assert person_form(staff, same=str(known.pk)).save() == known
    assert Person.objects.count() == 1
    assert person_form(staff, same="new").save() != known


def test_person_outside_those_found_cannot_be_chosen(community, staff, stranger):
    PersonFactory(community=community, name="张桂兰", birth_year=1958)
    other = PersonFactory(community=stranger.community)
    assert "same" in person_form(staff, same=str(other.pk)).errors


def test_namesake_of_another_year_is_somebody_else(community, staff):
    PersonFactory(community=community, name="张桂兰", birth_year=1970)
    assert person_form(staff).is_valid()


def test_staff_register_people_of_their_own_community_only(community, staff, stranger):
    form = person_form(staff, community=str(stranger.community.pk))
    assert form.save().community == community


def test_new_member_belongs_to_the_troupes_community(community, officer):
    draft = Person(street=community.street, community=community)
    data = {"name": "王五", "post": "core", "since": "2026-01-05"}
    form = NewMemberForm(data, instance=draft, user=officer)
    assert form.is_valid(), form.errors
    assert (form.instance.community, form.cleaned_data["since"]) == (community, date(2026, 1, 5))


def test_consent_ahead_of_today_is_refused(community, staff):
    consent = Consent(person=PersonFactory(community=community))
    form = ConsentForm({"scope": "roster", "given_on": "2999-01-01"}, instance=consent, user=staff)
    assert "given_on" in form.errors


# Troupes --------------------------------------------------------------------------------------
TROUPE = {"name": "滨河舞蹈队", "category": "dance", "weekday": "3", "starts_at": "09:00", "ends_at": "11:00"}


def test_captain_changes_place_and_slot_only(community, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    form = TroupeForm(TROUPE | {"place": "新广场", "status": "closed"}, instance=troupe, user=captain)
    form.save()
    troupe.refresh_from_db()
    assert (troupe.place, troupe.status, troupe.name != "滨河舞蹈队") == ("新广场", "active", True)


def test_second_troupe_of_the_same_name_is_refused_in_the_form(community, staff):
    TroupeFactory(community=community, name="滨河舞蹈队")
    assert "同名团队" in str(TroupeForm(TROUPE, user=staff).errors)


def test_second_street_troupe_of_the_same_name_is_refused_too(street, officer):
    TroupeFactory(community=None, street=street, name="滨河舞蹈队")
    assert "同名团队" in str(TroupeForm(TROUPE, user=officer).errors)


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"ends_at": "08:00"}, "__all__", "结束时间应晚于"),
        ({"weekday": ""}, "weekday", "每周活动日"),
        ({"founded_on": "0206-01-01"}, "founded_on", "核对年份"),
    ],
)
def test_troupe_form_names_field_and_remedy(community, staff, change, field, word):
    assert word in str(TroupeForm(TROUPE | change, user=staff).errors[field])


def test_captains_to_choose_are_captains_of_the_own_community(community, staff, captain, stranger):
    assert set(TroupeForm(user=staff).fields["captain"].queryset) == {captain}


def test_star_of_the_same_year_is_refused_before_the_database_is(community, officer):
    rating = StarRatingFactory(community=community, year=2025)
    form = StarRatingForm(
        {"year": "2025", "stars": "5"}, instance=StarRating(troupe=rating.troupe), user=officer
    )
    assert "该年度已评过" in str(form.errors)


def test_programme_of_the_same_title_is_refused_and_marks_are_dropped(community, captain):
    there = ProgrammeFactory(community=community, title="映山红")
    form = ProgrammeForm({"title": "《映山红》"}, instance=Programme(troupe=there.troupe), user=captain)
    assert "同名节目" in str(form.errors)


# Rehearsals -----------------------------------------------------------------------------------
def test_new_rehearsal_begins_with_the_weekly_slot(community, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    form = RehearsalForm(instance=Rehearsal(troupe=troupe), user=captain)
    assert form.initial["place"] == troupe.place
    assert form.initial["date"] == timezone.localdate()
    assert "09:00" in str(form["starts_at"])


@pytest.mark.parametrize(
    ("change", "word"), [({}, "同一时间已有"), ({"starts_at": "13:00"}, "结束时间应晚于")]
)
def test_rehearsal_that_cannot_be_is_refused(community, captain, change, word):
    there = RehearsalFactory(troupe=TroupeFactory(community=community, captain=captain))
    data = {"date": there.date, "starts_at": "09:00", "ends_at": "11:00", "kind": "rehearsal"} | change
    assert word in str(RehearsalForm(data, instance=Rehearsal(troupe=there.troupe), user=captain).errors)


def test_rehearsal_without_a_given_troupe_offers_those_one_keeps(community, captain, stranger):
    own = TroupeFactory(community=community, captain=captain)
    TroupeFactory(community=community)
    TroupeFactory(community=stranger.community)
    assert set(RehearsalForm(user=captain).fields["troupe"].queryset) == {own}


def test_series_suggests_the_troupes_weekday(community, captain):
    troupe = TroupeFactory(community=community, weekday=5)
    assert SeriesForm(instance=Rehearsal(troupe=troupe), user=captain).fields["weekday"].initial == 5


# Awards ---------------------------------------------------------------------------------------
def test_award_follows_its_troupe(community, staff):
    troupe = TroupeFactory(community=community)
    data = {
        "troupe": troupe.pk,
        "contest": "区赛",
        "title": "金奖",
        "level": "district",
        "awarded_on": "2026-01-02",
    }
    form = AwardForm(data, user=staff)
    assert form.is_valid(), form.errors
    form.save()
    assert Award.objects.get().community == community


def test_award_ahead_of_today_is_refused(community, staff):
    award = AwardFactory(community=community)
    data = {"contest": "区赛", "title": "金奖", "level": "district", "awarded_on": "2999-01-02"}
    assert "不能晚于今天" in str(AwardForm(data, instance=award, user=staff).errors["awarded_on"])


# Filters --------------------------------------------------------------------------------------
def test_troupe_filter_by_pinyin_weekday_and_need(community, officer):
    led = MembershipFactory(troupe=TroupeFactory(community=community, name="滨河舞蹈队"), leading=True).troupe
    alone = TroupeFactory(community=community, name="桃源歌咏队", weekday=5, confirmed=True)

    def found(**data):
        return set(TroupeFilter(data, user=officer).filter(Troupe.objects.all()))

    assert found(q="bhwd") == {led}
    assert found(q=" taoyuan ") == {alone}
    assert found(weekday="5") == {alone}
    assert found(need="leader") == {alone}
    assert found(need="roster") == {led}
    assert found(community=str(community.pk), category="dance", status="active") == {led, alone}


def test_person_filter_by_troupe_and_gaps(community, officer):
    member = MembershipFactory(community=community)
    loose = PersonFactory(community=community, bare=True)

    def found(**data):
        return set(PersonFilter(data, user=officer).filter(Person.objects.all()))

    assert found(troupe=str(member.troupe_id)) == {member.person}
    assert found(need="gaps") == {loose}
    assert found(need="none") == {loose}


def test_rehearsal_filter_by_roll_call_and_year(community, officer):
    rows = {
        "open": RehearsalFactory(community=community, date=date(2025, 3, 3)),
        "ahead": RehearsalFactory(community=community, date=date(2999, 1, 1)),
    }
    for state, row in rows.items():
        assert set(RehearsalFilter({"call": state}, user=officer).filter(Rehearsal.objects.all())) == {row}
    assert set(RehearsalFilter({"year": "2025"}, user=officer).filter(Rehearsal.objects.all())) == {
        rows["open"]
    }
