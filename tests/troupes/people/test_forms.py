from datetime import date

from tests.factories.troupes.people import MembershipFactory, PersonFactory
from troupes.models import Consent, Person
from troupes.people.forms import ConsentForm, NewMemberForm, PersonFilter, PersonForm


def person_form(user, instance=None, **data):
    fields = {"name": "张桂兰", "gender": "F", "birth_year": "1958", "birth_month": "3"} | data
    return PersonForm(fields, instance=instance, user=user)


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


def test_person_filter_by_troupe_and_gaps(community, officer):
    member = MembershipFactory(community=community)
    loose = PersonFactory(community=community, bare=True)

    def found(**data):
        return set(PersonFilter(data, user=officer).filter(Person.objects.all()))

    assert found(troupe=str(member.troupe_id)) == {member.person}
    assert found(need="gaps") == {loose}
    assert found(need="none") == {loose}
