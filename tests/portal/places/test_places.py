"""Streets and communities: who builds them, who keeps them, and the first day of a new deployment."""

from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from portal.models import Community, Street, User
from tests.factories.portal import CommunityFactory, StreetFactory, UserFactory

NEW = "Taohua-2027"


@pytest.fixture
def admin_of_all(db):
    return UserFactory(username="root", name="总管", admin=True, street=None)


@pytest.fixture
def far(foreigner):
    """A community of another street."""
    return CommunityFactory(street=foreigner.street, name="鹤林社区")


def text(response):
    return response.content.decode()


def community_data(**changes):
    return {
        "name": "桃园社区",
        "position": "",
        "households": "1200",
        "population": "3400",
        "secretary": "何书记",
        "introduction": "桃园社区位于街道东部。",
    } | changes


def street_data(**changes):
    return {"name": "桃花街道", "district": "青川区", "fonds_code": "K022", "introduction": ""} | changes


# Scopes ----------------------------------------------------------------------------------------
def test_own_street_is_visible_to_officer_leader_and_admin(
    street, officer, leader, admin, staff, captain, auditor, foreigner
):
    for person in (officer, leader, admin):
        assert set(Street.objects.visible_to(person)) == {street}
    for person in (staff, captain, auditor):
        assert not Street.objects.visible_to(person).exists()


def test_streets_are_editable_by_officer_and_admin_of_their_own(
    street, officer, leader, admin, staff, foreigner
):
    for person in (officer, admin):
        assert set(Street.objects.editable_by(person)) == {street}
    for person in (leader, staff):
        assert not Street.objects.editable_by(person).exists()


def test_admin_without_street_keeps_all_streets_but_reads_no_business(admin_of_all, community, far):
    assert set(Street.objects.editable_by(admin_of_all)) == {community.street, far.street}
    assert set(Community.objects.editable_by(admin_of_all)) == {community, far}
    assert not Community.objects.visible_to(admin_of_all).exists()


# The first day ---------------------------------------------------------------------------------
def test_new_deployment_is_filled_without_a_shell(client, db, monkeypatch):
    """createsuperuser → street → community → the street's own administrator → staff, all in the browser."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command(
        "createsuperuser", interactive=False, username="root", name="总管", role="admin", verbosity=0
    )
    assert client.post(reverse("login"), {"username": "root", "password": NEW}).url == reverse("home")
    assert reverse("street-list") in text(client.get(reverse("home")))
    assert "还没有街道" in text(client.get(reverse("street-list")))

    page = client.post(reverse("street-create"), street_data(), follow=True)
    street = Street.objects.get(name="桃花街道")
    assert page.redirect_chain[-1][0] == reverse("street-detail", args=[street.pk])
    assert "街道已建立" in text(page)
    form = client.get(reverse("community-create"), {"street": street.pk}).context["form"]
    assert str(form["street"].value()) == str(street.pk)
    client.post(reverse("community-create"), community_data(street=street.pk))
    community = street.communities.get()

    account = {"name": "钱管理", "street": street.pk, "community": "", "post": "", "password": NEW}
    client.post(reverse("user-create"), account | {"username": "admin", "role": "admin"})
    client.force_login(User.objects.get(username="admin", must_change_password=True))
    User.objects.filter(username="admin").update(must_change_password=False)
    client.post(
        reverse("user-create"), account | {"username": "staff", "role": "staff", "community": community.pk}
    )
    assert User.objects.get(username="staff").community == community


# Streets ---------------------------------------------------------------------------------------
def test_admin_of_all_sees_every_street_with_its_number_of_communities(client, admin_of_all, community, far):
    CommunityFactory(street=community.street)
    client.force_login(admin_of_all)
    rows = client.get(reverse("street-list")).context["table"].cells
    assert {(row[0].text, row[3].text) for row in rows} == {("龙泉街道", "2"), ("鹤鸣街道", "1")}


def test_street_list_uses_the_same_queries_for_one_row_and_for_three(client, admin_of_all, street):
    client.force_login(admin_of_all)
    client.get(reverse("street-list"))
    counts = []
    for more in (0, 2):
        StreetFactory.create_batch(more)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("street-list")).context["paginator"].count == 1 + more
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize("person", ["admin", "officer"])
def test_who_belongs_to_one_street_is_led_to_it(person, request, client, street, foreigner):
    client.force_login(request.getfixturevalue(person))
    response = client.get(reverse("street-list"), follow=True)
    assert response.redirect_chain == [(street.get_absolute_url(), 302)]
    assert client.get(foreigner.street.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("person", ["admin", "officer", "leader", "staff"])
def test_only_an_admin_of_all_streets_creates_one(person, request, client):
    client.force_login(request.getfixturevalue(person))
    response = client.post(reverse("street-create"), street_data())
    assert response.status_code == 403
    assert "不限街道的系统管理员" in text(response)
    assert not Street.objects.filter(name="桃花街道").exists()


def test_admin_of_one_street_edits_own_street_and_no_other(client, admin, street, foreigner):
    client.force_login(admin)
    client.post(
        reverse("street-edit", args=[street.pk]), street_data(name="龙泉街道", introduction="辖十二个社区。")
    )
    assert client.post(reverse("street-edit", args=[foreigner.street.pk]), street_data()).status_code == 404
    street.refresh_from_db()
    assert (street.district, street.fonds_code, street.introduction) == ("青川区", "K022", "辖十二个社区。")


def test_officer_writes_the_introduction_of_the_street_and_nothing_else(client, officer, street):
    client.force_login(officer)
    address = reverse("street-edit", args=[street.pk])
    assert list(client.get(address).context["form"].fields) == ["introduction"]
    client.post(address, street_data(introduction="龙泉街道位于城区东部。"))
    street.refresh_from_db()
    assert (street.name, street.introduction) == ("龙泉街道", "龙泉街道位于城区东部。")


def test_leader_reads_the_street_and_changes_nothing(client, leader, street):
    client.force_login(leader)
    page = text(client.get(street.get_absolute_url()))
    assert "龙泉街道" in page
    assert "新增社区" not in page
    assert reverse("street-edit", args=[street.pk]) not in page
    assert client.get(reverse("street-edit", args=[street.pk])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": "龙泉街道"}, "已有同名街道"),
        ({"fonds_code": "k22"}, "一个大写字母加三位数字"),
        ({"name": ""}, "必填"),
    ],
)
def test_bad_street_is_refused_in_chinese_and_entries_stay(changes, complaint, client, admin_of_all, street):
    client.force_login(admin_of_all)
    page = text(client.post(reverse("street-create"), street_data(**changes)))
    assert complaint in page
    assert 'value="青川区"' in page
    assert Street.objects.count() == 1


# Communities -----------------------------------------------------------------------------------
def test_community_list_holds_what_one_keeps(client, admin, officer, admin_of_all, community, far):
    for person, names in (
        (admin, {"滨河社区"}),
        (officer, {"滨河社区"}),
        (admin_of_all, {"滨河社区", "鹤林社区"}),
    ):
        client.force_login(person)
        page = client.get(reverse("community-list"))
        assert {row.name for row in page.context["page_obj"]} == names
        assert page.context["create_url"] == ("" if person == officer else "community-create")


@pytest.mark.parametrize("person", ["staff", "captain", "leader", "auditor"])
def test_keeping_communities_is_closed_to(person, request, client, community):
    client.force_login(request.getfixturevalue(person))
    response = client.get(reverse("community-list"))
    assert response.status_code == 403
    assert "系统管理员和街道文化员" in text(response)
    for name in ("community-detail", "community-edit"):
        assert client.get(reverse(name, args=[community.pk])).status_code == 404
    assert client.post(reverse("community-edit", args=[community.pk]), community_data()).status_code == 404
    community.refresh_from_db()
    assert community.name == "滨河社区"


def test_admin_of_all_narrows_the_list_to_a_street_and_exports_it(client, admin_of_all, community, far):
    client.force_login(admin_of_all)
    response = client.get(reverse("community-list"), {"street": far.street_id, "export": "xlsx"})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert [row[:3] for row in rows if "鹤林社区" in row] == [("鹤鸣街道", far.position, "鹤林社区")]
    assert not [row for row in rows if "滨河社区" in row]


def test_new_community_of_an_admin_lies_in_the_own_street_and_comes_last(client, admin, community, far):
    Community.objects.filter(pk=community.pk).update(position=7)
    client.force_login(admin)
    form = client.get(reverse("community-create")).context["form"]
    assert "street" not in form.fields
    client.post(reverse("community-create"), community_data(street=far.street_id))
    made = Community.objects.get(name="桃园社区")
    assert (made.street, made.position, made.households) == (admin.street, 8, 1200)


def test_admin_of_all_must_choose_the_street(client, admin_of_all, street):
    client.force_login(admin_of_all)
    page = client.post(reverse("community-create"), community_data())
    assert list(page.context["form"].errors) == ["street"]
    assert "何书记" in text(page)
    assert not Community.objects.exists()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": "滨河社区"}, "本街道已有同名社区"),
        ({"households": "-1"}, "大于或等于0"),
        ({"population": "许多"}, "整数"),
        ({"position": "99999"}, "小于或等于"),
    ],
)
def test_bad_community_is_refused_in_chinese_and_entries_stay(changes, complaint, client, admin, community):
    client.force_login(admin)
    page = text(client.post(reverse("community-create"), community_data(**changes)))
    assert complaint in page
    assert 'value="何书记"' in page
    assert Community.objects.count() == 1


def test_officer_edits_communities_but_neither_creates_nor_deletes(client, officer, community, far):
    client.force_login(officer)
    client.post(reverse("community-edit", args=[community.pk]), community_data(name="滨河社区", position="3"))
    community.refresh_from_db()
    assert (community.position, community.secretary) == (3, "何书记")
    assert client.get(reverse("community-edit", args=[far.pk])).status_code == 404
    assert client.post(reverse("community-create"), community_data()).status_code == 403
    assert client.post(reverse("community-delete", args=[community.pk])).status_code == 403
    assert reverse("community-delete", args=[community.pk]) not in text(
        client.get(community.get_absolute_url())
    )
    assert set(Community.objects.all()) == {community, far}


def test_unused_community_is_deleted_after_a_question(client, admin, community):
    client.force_login(admin)
    address = reverse("community-delete", args=[community.pk])
    assert address in text(client.get(community.get_absolute_url()))
    assert "确定删除“<strong>滨河社区</strong>”吗" in text(client.get(address))
    page = client.post(address, follow=True)
    assert page.redirect_chain[-1][0] == reverse("community-list")
    assert "已删除“滨河社区”" in text(page)
    assert not Community.objects.exists()


def test_community_in_use_stays_and_the_page_says_why(client, admin, community, staff):
    client.force_login(admin)
    page = text(client.post(reverse("community-delete", args=[community.pk]), follow=True))
    assert "“滨河社区”还有关联的账号，不能删除；请先处理这些账号。" in page
    assert Community.objects.filter(pk=community.pk).exists()


def test_admin_of_another_street_finds_nothing_here(client, community, foreigner):
    client.force_login(UserFactory(admin=True, street=foreigner.street))
    for name in ("community-detail", "community-edit", "community-delete"):
        assert client.post(reverse(name, args=[community.pk]), community_data()).status_code in (404, 405)
        assert client.get(reverse(name, args=[community.pk])).status_code == 404
    assert Community.objects.get().name == "滨河社区"
