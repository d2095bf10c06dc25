"""People on the screen: masks, reveal, talents and consents."""

from datetime import date

from django.utils import timezone

from portal.models import AuditEvent
from tests.factories.troupes.people import ConsentFactory, MembershipFactory, PersonFactory, TalentFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from tests.troupes.pages import after, page, sheet, url
from troupes.models import Consent, Person, Talent


def test_person_page_shows_masks_memberships_and_attendance(client, staff, troupe, stranger):
    member = MembershipFactory(troupe=troupe, person__phone="10012345678")
    person = member.person
    elsewhere = MembershipFactory(person=person, community=stranger.community)
    today = timezone.localdate()
    for number, state in enumerate(("present", "present", "present", "excused")):
        rehearsal = RehearsalFactory(troupe=troupe, date=date(today.year, 1, 1 + number))
        RollCallFactory(rehearsal=rehearsal, person=person, state=state)
    TalentFactory(person=person, field="二胡")
    client.force_login(staff)
    text = page(client, url("person-detail", person.pk))
    for expected in ("100****5678", troupe.name, "75%", "二胡", "点名 4 次"):
        assert expected in text
    assert elsewhere.troupe.name not in text
    assert "10012345678" not in text


def test_people_list_exports_masked_phones_only(client, officer, community):
    MembershipFactory(community=community, person__phone="10012345678")
    client.force_login(officer)
    response = client.get(url("person-list") + "?export=xlsx")
    cells = [cell for row in sheet(response) for cell in row]
    assert "100****5678" in cells
    assert "10012345678" not in cells


def test_reveal_needs_a_reason_and_shows_the_number_once(client, staff, community):
    person = PersonFactory(community=community, phone="10012345678")
    client.force_login(staff)
    address = url("person-reveal", person.pk)
    assert "10012345678" not in page(client, address)
    assert "10012345678" not in client.post(address, {"reason": "看"}).content.decode()
    assert not AuditEvent.objects.filter(kind="reveal").exists()
    response = client.post(address, {"reason": "通知桃花节彩排"})
    assert "10012345678" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert AuditEvent.objects.get(kind="reveal").detail["reason"] == "通知桃花节彩排"
    assert "10012345678" not in page(client, address)


def test_leader_reads_people_but_reveals_nothing(client, leader, community):
    person = PersonFactory(community=community)
    client.force_login(leader)
    assert person.name in page(client, url("person-detail", person.pk))
    page(client, url("person-reveal", person.pk), code=404)


def test_administrator_sees_no_people(client, admin, community):
    person = PersonFactory(community=community)
    client.force_login(admin)
    assert person.name not in page(client, url("person-list"))
    page(client, url("person-detail", person.pk), code=404)


def test_person_is_registered_and_changed(client, staff, community):
    client.force_login(staff)
    after(client, url("person-create"), {"name": "王五", "phone": "10000000001"})
    person = Person.objects.get()
    after(client, url("person-edit", person.pk), {"name": "王五", "specialty": "二胡"})
    person.refresh_from_db()
    assert (person.specialty, person.phone) == ("二胡", "10000000001")


def test_captain_does_not_delete_people(client, captain, troupe):
    person = MembershipFactory(troupe=troupe).person
    client.force_login(captain)
    assert client.post(url("person-delete", person.pk)).status_code == 403
    assert url("person-delete", person.pk) not in page(client, url("person-detail", person.pk))


def test_talents_and_consents_are_kept_on_the_persons_page(client, staff, community):
    person = PersonFactory(community=community)
    client.force_login(staff)
    after(
        client, url("person-talent-add", person.pk), {"field": "二胡", "level": "expert", "can_teach": "on"}
    )
    talent = Talent.objects.get()
    after(client, url("talent-edit", talent.pk), {"field": "板胡", "level": "expert"})
    assert "板胡" in page(client, url("talent-list"))
    after(client, url("talent-delete", talent.pk), {})
    after(client, url("person-consent-add", person.pk), {"scope": "photo_public", "given_on": "2026-01-05"})
    consent = Consent.objects.get()
    assert "已撤回" in after(client, url("consent-withdraw", consent.pk), {})
    after(client, url("consent-delete", consent.pk), {})
    assert not Talent.objects.exists()
    assert not Consent.objects.exists()


def test_second_talent_of_the_same_kind_and_a_childs_consent_explain_themselves(client, staff, community):
    person = TalentFactory(person=PersonFactory(community=community, child=True), field="二胡").person
    client.force_login(staff)
    text = client.post(
        url("person-talent-add", person.pk), {"field": "二胡", "level": "expert"}
    ).content.decode()
    assert "已入库" in text
    data = {"scope": "roster", "given_on": timezone.localdate()}
    assert "监护人姓名" in client.post(url("person-consent-add", person.pk), data).content.decode()
    consent = ConsentFactory(person=person, guardian="张建华")
    assert "监护人姓名" in client.post(url("consent-edit", consent.pk), data).content.decode()
