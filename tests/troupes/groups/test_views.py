"""Rehearsals, roll calls, programmes, awards and stars on the screen."""

from datetime import date

import pytest
from django.utils import timezone

from portal.models import AuditEvent
from tests.factories.troupes.groups import StarRatingFactory, TroupeFactory
from tests.factories.troupes.honours import AwardFactory, ProgrammeFactory
from tests.factories.troupes.people import MembershipFactory, PersonFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from tests.troupes.pages import after, page, sheet, url
from troupes.models import Membership, Person, StarRating, Troupe


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
    def statements():
        with django_assert_max_num_queries(25) as captured:
            page(client, url("troupe-detail", troupe.pk))
        return len(captured)

    def fill():
        MembershipFactory(troupe=troupe)
        MembershipFactory(troupe=troupe, ended=True)
        RollCallFactory(rehearsal=RehearsalFactory(troupe=troupe))
        ProgrammeFactory(troupe=troupe)

    client.force_login(staff)
    fill()
    statements()
    few = statements()
    fill()
    fill()
    assert statements() == few


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
    assert rows[1] == ["序号", "姓名", "性别", "出生年月", "联系电话", "特长", "队内职务", "入队日期", "备注"]
    assert rows[2][:2] == [1, old.person.name]
    assert "100****5678" in rows[2]


@pytest.mark.parametrize("text", ["2024-13-45", "昨天", ""])
def test_roster_of_no_such_day_is_todays(client, staff, troupe, text):
    client.force_login(staff)
    response = client.get(url("troupe-roster", troupe.pk), {"on": text})
    assert response.context["day"] == timezone.localdate()
