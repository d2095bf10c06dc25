from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from portal.models import AuditEvent
from tests.factories.troupes import (
    AwardFactory,
    ConsentFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    RehearsalFactory,
    RollCallFactory,
    StarRatingFactory,
    TalentFactory,
    TroupeFactory,
)  # fmt: skip
from troupes.models import (
    Award,
    Consent,
    Membership,
    Person,
    Programme,
    Rehearsal,
    StarRating,
    Talent,
    Troupe,
)


def url(name, *args):
    return reverse(f"troupes:{name}", args=args)


def page(client, address, code=200):
    response = client.get(address)
    assert response.status_code == code, response.status_code
    return response.content.decode()


def after(client, address, data):
    """The page that follows a POST, and the messages on it."""
    response = client.post(address, data, follow=True)
    assert response.redirect_chain, response.context["form"].errors if response.context else response
    return response.content.decode()


def sheet(response):
    book = openpyxl.load_workbook(BytesIO(response.content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


@pytest.fixture
def troupe(community, captain):
    return TroupeFactory(community=community, captain=captain, name="滨河舞蹈队")


# Troupes --------------------------------------------------------------------------------------
def test_list_and_its_export_show_the_same_filtered_troupes(client, officer, troupe, community):
    leader = MembershipFactory(troupe=troupe, leading=True)
    StarRatingFactory(troupe=troupe, stars=3)
    TroupeFactory(community=community, category="choir", name="滨河歌咏队")
    client.force_login(officer)
    text = page(client, url("troupe-list") + "?category=dance")
    assert "滨河舞蹈队" in text
    assert "滨河歌咏队" not in text
    rows = sheet(client.get(url("troupe-list") + "?category=dance&export=xlsx"))
    assert rows[2][:2] == ["滨河舞蹈队", "舞蹈"]
    assert {leader.person.name, "★★★", 1} <= set(rows[2])
    assert len(rows) == 3
    assert AuditEvent.objects.filter(kind="export", target="团队").count() == 1


@pytest.mark.parametrize(
    "sort", ["pinyin", "-size", "weekday", "-star", "status", "community__position", "place"]
)
def test_list_sorts_by_every_column_it_offers(client, officer, troupe, sort):
    client.force_login(officer)
    assert "滨河舞蹈队" in page(client, url("troupe-list") + f"?sort={sort}")


def test_staff_register_a_troupe_in_their_own_community(client, staff, community):
    client.force_login(staff)
    after(client, url("troupe-create"), {"name": "滨河合唱团", "category": "choir"})
    assert Troupe.objects.get().community == community


@pytest.mark.parametrize("role", ["captain", "leader", "admin"])
def test_registering_a_troupe_is_refused_to(client, request, role):
    client.force_login(request.getfixturevalue(role))
    page(client, url("troupe-create"), code=403)


def test_troupe_page_shows_everything_of_the_troupe(client, captain, troupe):
    current = MembershipFactory(troupe=troupe, leading=True, person__phone="10012345678")
    former = MembershipFactory(troupe=troupe, ended=True)
    RollCallFactory(
        rehearsal=RehearsalFactory(troupe=troupe, date=timezone.localdate()), person=current.person
    )
    ProgrammeFactory(troupe=troupe, title="映山红")
    AwardFactory(troupe=troupe, contest="区广场舞大赛")
    StarRatingFactory(troupe=troupe, year=2025, stars=4)
    client.force_login(captain)
    text = page(client, url("troupe-detail", troupe.pk))
    for expected in (
        current.person.name,
        former.person.name,
        "映山红",
        "区广场舞大赛",
        "4 星",
        "1/1 出勤",
        "100****5678",
    ):
        assert expected in text
    assert "10012345678" not in text
    assert url("troupe-delete", troupe.pk) not in text


def test_troupe_page_needs_a_constant_number_of_queries(client, staff, troupe, django_assert_max_num_queries):
    for _ in range(5):
        MembershipFactory(troupe=troupe)
        RollCallFactory(rehearsal=RehearsalFactory(troupe=troupe))
        ProgrammeFactory(troupe=troupe)
    client.force_login(staff)
    with django_assert_max_num_queries(25):
        page(client, url("troupe-detail", troupe.pk))


def test_troupe_with_members_cannot_be_deleted_and_says_why(client, staff, troupe):
    MembershipFactory(troupe=troupe)
    client.force_login(staff)
    assert "还有关联的队员" in after(client, url("troupe-delete", troupe.pk), {})
    assert Troupe.objects.filter(pk=troupe.pk).exists()


def test_captain_cannot_delete_his_troupe(client, captain, troupe):
    client.force_login(captain)
    assert client.post(url("troupe-delete", troupe.pk)).status_code == 403


def test_timetable_puts_each_troupe_into_its_day_and_time(client, officer, community):
    TroupeFactory(community=community, name="晨练太极拳队", weekday=1, starts_at="06:30", ends_at="07:30")
    TroupeFactory(community=community, name="无固定时间队", weekday=None)
    TroupeFactory(community=community, name="已注销队", closed=True)
    client.force_login(officer)
    response = client.get(url("troupe-timetable"))
    [(period, days)] = response.context["grid"]
    assert period == "清晨"
    assert [troupe.name for troupe in dict(days)["周一"]] == ["晨练太极拳队"]
    assert "已注销队" not in response.content.decode()


# Roster ---------------------------------------------------------------------------------------
NEW = {"name": "王五", "gender": "M", "birth_year": "1960", "post": "member", "since": "2026-01-05"}


def test_captain_adds_a_new_person(client, captain, troupe, community):
    client.force_login(captain)
    assert "王五已加入" in after(
        client, url("troupe-membership-add", troupe.pk), NEW | {"phone": "10000000001"}
    )
    person = Person.objects.get()
    assert (person.community, person.memberships.get().troupe) == (community, troupe)


def test_existing_person_is_found_by_initials_and_added(client, staff, troupe, community):
    person = PersonFactory(community=community, name="李桂芳")
    client.force_login(staff)
    address = url("troupe-membership-add", troupe.pk)
    assert f"{address}?person={person.pk}" in page(client, f"{address}?q=lgf")
    assert "李桂芳" in page(client, f"{address}?person={person.pk}")
    after(client, address, {"person": person.pk, "post": "leader", "since": "2026-01-05"})
    assert Membership.objects.get().person == person
    assert "已在本队" in page(client, f"{address}?q=lgf")


def test_namesake_is_offered_and_can_be_taken(client, staff, troupe, community):
    known = PersonFactory(community=community, name="王五", birth_year=1960)
    client.force_login(staff)
    address = url("troupe-membership-add", troupe.pk)
    text = client.post(address, NEW).content.decode()
    assert "都不是，另外登记一位同名的人" in text
    assert not Membership.objects.exists()
    after(client, address, NEW | {"same": str(known.pk)})
    assert (Membership.objects.get().person, Person.objects.count()) == (known, 1)


def test_person_that_one_may_not_see_cannot_be_added(client, staff, troupe, stranger):
    hidden = PersonFactory(community=stranger.community)
    client.force_login(staff)
    address = url("troupe-membership-add", troupe.pk)
    assert (
        client.post(address, {"person": hidden.pk, "post": "member", "since": "2026-01-05"}).status_code
        == 404
    )


def test_adding_somebody_twice_says_so_on_the_form(client, staff, troupe):
    there = MembershipFactory(troupe=troupe)
    client.force_login(staff)
    data = {"person": there.person_id, "post": "member", "since": "2026-01-05"}
    assert "不用重复添加" in client.post(url("troupe-membership-add", troupe.pk), data).content.decode()


def test_post_is_changed_and_membership_ended_with_a_date(client, captain, troupe):
    row = MembershipFactory(troupe=troupe)
    client.force_login(captain)
    after(client, url("membership-edit", row.pk), {"post": "deputy", "since": "2024-02-01"})
    after(client, url("membership-end", row.pk), {"until": "2026-03-01"})
    row.refresh_from_db()
    assert (row.post, row.since, row.until) == ("deputy", date(2024, 2, 1), date(2026, 3, 1))
    text = client.post(url("membership-end", row.pk), {"until": "2026-03-02"}).content.decode()
    assert "已于 2026-03-01 离队" in text


def test_ended_membership_can_be_reopened(client, staff, troupe):
    row = MembershipFactory(troupe=troupe, ended=True)
    client.force_login(staff)
    after(client, url("membership-edit", row.pk), {"post": "member", "since": "2024-01-01", "until": ""})
    assert Membership.objects.current().get() == row


def test_captain_confirms_the_roster(client, captain, troupe):
    MembershipFactory(troupe=troupe)
    client.force_login(captain)
    assert "在册 1 人" in after(client, url("troupe-confirm", troupe.pk), {})
    troupe.refresh_from_db()
    assert troupe.is_confirmed


def test_roster_of_a_past_day_lists_who_was_there_then(client, staff, troupe):
    old = MembershipFactory(troupe=troupe, ended=True, person__phone="10012345678")
    new = MembershipFactory(troupe=troupe, since=date(2025, 5, 1))
    client.force_login(staff)
    text = page(client, url("troupe-roster", troupe.pk) + "?on=2024-06-01")
    assert old.person.name in text
    assert new.person.name not in text
    rows = sheet(client.get(url("troupe-roster", troupe.pk) + "?on=2024-06-01&export=xlsx"))
    assert rows[2][:2] == [1, old.person.name]
    assert "100****5678" in rows[2]


@pytest.mark.parametrize("text", ["2024-13-45", "昨天", ""])
def test_roster_of_no_such_day_is_todays(client, staff, troupe, text):
    client.force_login(staff)
    response = client.get(url("troupe-roster", troupe.pk), {"on": text})
    assert response.context["day"] == timezone.localdate()


# People ---------------------------------------------------------------------------------------
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
    assert AuditEvent.objects.get(kind="reveal").detail["理由"] == "通知桃花节彩排"
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


# Rehearsals -----------------------------------------------------------------------------------
def test_captain_plans_a_series_and_calls_a_roll(client, captain, troupe):
    member = MembershipFactory(troupe=troupe)
    away = MembershipFactory(troupe=troupe)
    day = timezone.localdate() - timedelta(days=7)
    client.force_login(captain)
    data = {"date": day, "weekday": day.isoweekday(), "weeks": 3, "starts_at": "09:00", "kind": "rehearsal"}
    assert "已排 3 次" in after(client, url("troupe-series-add", troupe.pk), data)
    assert "已排 0 次，跳过已经排好的 3 次" in after(client, url("troupe-series-add", troupe.pk), data)
    rehearsal = Rehearsal.objects.order_by("date").first()
    states = {f"person-{member.person_id}": "present", f"person-{away.person_id}": "excused"}
    text = after(client, url("rehearsal-call", rehearsal.pk), states)
    assert "出勤 1 人，请假 1 人" in text
    assert "重新点名" in text


def test_roll_call_page_has_everybody_present(client, captain, troupe):
    member = MembershipFactory(troupe=troupe)
    rehearsal = RehearsalFactory(troupe=troupe)
    client.force_login(captain)
    response = client.get(url("rehearsal-call", rehearsal.pk))
    assert response.context["form"][f"person-{member.person_id}"].initial == "present"
    assert response.content.decode().count("checked") == 1


def test_roll_call_with_a_missing_answer_is_not_saved(client, captain, troupe):
    MembershipFactory(troupe=troupe)
    rehearsal = RehearsalFactory(troupe=troupe)
    client.force_login(captain)
    assert client.post(url("rehearsal-call", rehearsal.pk), {"person-0": "x"}).status_code == 200
    assert not rehearsal.calls.exists()


def test_roll_of_tomorrow_is_not_called(client, captain, troupe):
    rehearsal = RehearsalFactory(troupe=troupe, date=timezone.localdate() + timedelta(days=1))
    client.force_login(captain)
    assert "还没有到" in client.get(url("rehearsal-call", rehearsal.pk), follow=True).content.decode()


def test_captain_deletes_an_uncalled_rehearsal_but_not_a_called_one(client, captain, troupe):
    open_one = RehearsalFactory(troupe=troupe)
    called = RollCallFactory(rehearsal=RehearsalFactory(troupe=troupe)).rehearsal
    client.force_login(captain)
    after(client, url("rehearsal-delete", open_one.pk), {})
    assert client.post(url("rehearsal-delete", called.pk)).status_code == 403
    assert set(Rehearsal.objects.all()) == {called}


def test_rehearsal_is_planned_from_the_list(client, captain, troupe):
    client.force_login(captain)
    after(
        client,
        url("rehearsal-create"),
        {"troupe": troupe.pk, "date": timezone.localdate(), "kind": "training"},
    )
    rehearsal = Rehearsal.objects.get()
    after(
        client,
        url("rehearsal-edit", rehearsal.pk),
        {"date": "2026-02-03", "kind": "activity", "content": "采风"},
    )
    assert "采风" in page(client, url("rehearsal-list") + "?year=2026&kind=activity")


# Programmes, awards, stars --------------------------------------------------------------------
def test_captain_keeps_programmes(client, captain, troupe):
    client.force_login(captain)
    after(client, url("troupe-programme-add", troupe.pk), {"title": "映山红", "is_ready": "on"})
    programme = Programme.objects.get()
    after(client, url("programme-edit", programme.pk), {"title": "映山红", "minutes": "6"})
    assert "映山红" in page(client, url("programme-list") + "?is_ready=False")
    after(client, url("programme-delete", programme.pk), {})
    assert not Programme.objects.exists()


AWARD = {"contest": "区广场舞大赛", "title": "金奖", "level": "district", "awarded_on": "2026-01-05"}


def test_award_is_granted_to_troupe_or_community(client, staff, troupe, community):
    client.force_login(staff)
    after(client, url("troupe-award-add", troupe.pk), AWARD)
    after(client, url("award-create"), AWARD | {"contest": "社区文化建设评比"})
    assert {award.troupe for award in Award.objects.filter(community=community)} == {troupe, None}
    assert page(client, url("award-list") + "?year=2026&level=district").count("row-link") == 2
    award = troupe.awards.get()
    after(client, url("award-edit", award.pk), AWARD | {"troupe": troupe.pk, "title": "银奖"})
    assert "银奖" in page(client, url("award-detail", award.pk))
    after(client, url("award-delete", award.pk), {})
    assert Award.objects.count() == 1


def test_captain_reads_awards_but_grants_none(client, captain, troupe):
    award = AwardFactory(troupe=troupe)
    client.force_login(captain)
    assert award.contest in page(client, url("award-detail", award.pk))
    assert client.post(url("troupe-award-add", troupe.pk), AWARD).status_code == 403
    page(client, url("award-edit", award.pk), code=404)


def test_officer_rates_and_staff_may_not(client, officer, staff, troupe):
    client.force_login(staff)
    text = page(client, url("troupe-starrating-add", troupe.pk), code=403)
    assert "星级由街道文化员登记" in text
    client.force_login(officer)
    after(client, url("troupe-starrating-add", troupe.pk), {"year": "2025", "stars": "4"})
    rating = StarRating.objects.get()
    after(client, url("starrating-edit", rating.pk), {"year": "2025", "stars": "5"})
    assert "2025年 5 星" in page(client, url("troupe-detail", troupe.pk))
    after(client, url("starrating-delete", rating.pk), {})
    assert not StarRating.objects.exists()
