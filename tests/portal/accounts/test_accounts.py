import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.models import AuditEvent, Notice, User
from tests.factories.portal import PASSWORD, NoticeFactory, UserFactory

NEW = "Taohua-2027"


def sign_in(client, username, password=PASSWORD, **extra):
    return client.post(reverse("login"), {"username": username, "password": password} | extra)


def account_data(**changes):
    return {
        "username": "wang",
        "name": "王文体",
        "role": "staff",
        "street": "",
        "community": "",
        "post": "",
    } | changes


# Signing in -----------------------------------------------------------------------------------
def test_sign_in_leads_back_to_the_wanted_page(client, officer):
    response = sign_in(client, "officer", next=reverse("job-list"))
    assert response.url == reverse("job-list")


def test_sign_in_with_wrong_password_says_so_in_chinese_and_keeps_the_name(client, officer):
    page = sign_in(client, "officer", "wrong").content.decode()
    assert "请输入一个正确的用户名和密码" in page
    assert 'value="officer"' in page


def test_fifth_wrong_password_locks_account_and_address(client, officer):
    for _ in range(5):
        last = sign_in(client, "officer", "wrong")
    assert last.status_code == 429
    assert "账号暂时锁定" in last.content.decode()
    assert sign_in(client, "officer").status_code == 429
    assert sign_in(client, "officer", REMOTE_ADDR="10.0.0.9").status_code == 429


def test_disabled_account_cannot_sign_in(client, officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert sign_in(client, "officer").status_code == 200


def test_sign_out_is_a_post_and_ends_the_session(client, officer):
    client.force_login(officer)
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert client.get(reverse("home")).url.startswith(reverse("login"))


def test_initial_password_must_be_changed_before_anything_else(client, staff):
    User.objects.filter(pk=staff.pk).update(must_change_password=True)
    client.force_login(staff)
    assert client.get(reverse("home")).url == reverse("password-change")
    assert "初始密码" in client.get(reverse("password-change")).content.decode()
    client.post(
        reverse("password-change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    )
    assert client.get(reverse("home")).status_code == 200
    staff.refresh_from_db()
    assert staff.check_password(NEW)
    assert not staff.must_change_password


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("short-1A", "密码太短，至少要有 10 个字符"),
        ("onlylowercaseletters", "四类中的三类"),
        ("1357924680135", "四类中的三类"),
    ],
)
def test_plain_password_is_refused_with_its_reason(password, complaint, client, staff):
    client.force_login(staff)
    data = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert complaint in client.post(reverse("password-change"), data).content.decode()
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


# The administrator's work ----------------------------------------------------------------------
@pytest.mark.parametrize("person", ["officer", "staff", "captain", "leader", "auditor"])
def test_accounts_are_closed_to(person, request, client):
    client.force_login(request.getfixturevalue(person))
    response = client.get(reverse("user-list"))
    assert response.status_code == 403
    assert "账号由系统管理员管理" in response.content.decode()


def test_admin_creates_an_account_that_must_change_its_password(client, admin, community):
    client.force_login(admin)
    data = account_data(street=community.street_id, community=community.pk, password=NEW)
    response = client.post(reverse("user-create"), data, follow=True)
    made = User.objects.get(username="wang")
    assert made.check_password(NEW)
    assert made.must_change_password
    assert made.community == community
    assert "账号已建立" in response.content.decode()


def test_staff_account_without_community_is_refused_and_entries_stay(client, admin, street):
    client.force_login(admin)
    page = client.post(reverse("user-create"), account_data(street=street.pk, password=NEW)).content.decode()
    assert "这个角色必须选定社区" in page
    assert 'value="王文体"' in page
    assert not User.objects.filter(username="wang").exists()


def test_community_of_another_street_is_not_offered(client, admin, foreigner):
    far = foreigner.street.communities.create(name="鹤林社区")
    client.force_login(admin)
    data = account_data(street=admin.street_id, community=far.pk, password=NEW)
    assert client.post(reverse("user-create"), data).status_code == 200
    assert not User.objects.filter(username="wang").exists()


def test_edit_without_new_password_keeps_the_old_one(client, admin, staff):
    client.force_login(admin)
    data = account_data(username="staff", name="李改名", street=staff.street_id, community=staff.community_id)
    client.post(reverse("user-edit", args=[staff.pk]), data | {"password": ""})
    staff.refresh_from_db()
    assert staff.name == "李改名"
    assert staff.check_password(PASSWORD)
    assert not staff.must_change_password


def test_edit_page_keeps_the_reader_in_the_frame(client, admin, staff):
    """The edited account must not take the place of the signed-in one."""
    client.force_login(admin)
    response = client.get(reverse("user-edit", args=[staff.pk]))
    assert response.context["user"] == admin
    assert response.context["object"] == staff


def test_toggle_disables_enables_and_records(client, admin, staff):
    client.force_login(admin)
    for active in (False, True):
        client.post(reverse("user-toggle", args=[staff.pk]))
        staff.refresh_from_db()
        assert staff.is_active is active
    acts = AuditEvent.objects.filter(kind="account", target="staff").order_by("pk")
    assert [event.detail["act"] for event in acts] == ["停用", "启用"]


def test_admin_cannot_disable_himself(client, admin):
    client.force_login(admin)
    response = client.post(reverse("user-toggle", args=[admin.pk]), follow=True)
    assert "不能停用自己的账号" in response.content.decode()
    admin.refresh_from_db()
    assert admin.is_active


def test_hand_over_moves_unread_notices_and_disables_the_predecessor(client, admin, staff, community):
    heir = UserFactory(username="heir", community=community)
    unread, read = NoticeFactory(user=staff), NoticeFactory(user=staff, read=True)
    client.force_login(admin)
    response = client.post(reverse("user-hand-over", args=[staff.pk]), {"successor": heir.pk}, follow=True)
    staff.refresh_from_db()
    assert not staff.is_active
    assert staff.successor == heir
    assert set(Notice.objects.visible_to(staff)) == {read}
    assert unread in Notice.objects.visible_to(heir)
    assert "转交未办事项" in response.content.decode()
    assert AuditEvent.objects.filter(kind="hand_over", user=admin).count() == 1


def test_successor_must_hold_the_same_post(client, admin, staff, stranger, captain, officer):
    client.force_login(admin)
    form = client.get(reverse("user-hand-over", args=[staff.pk])).context["form"]
    assert list(form.fields["successor"].queryset) == []
    client.post(reverse("user-hand-over", args=[staff.pk]), {"successor": stranger.pk})
    staff.refresh_from_db()
    assert staff.is_active


# The own profile -------------------------------------------------------------------------------
def test_profile_changes_name_and_large_type(client, staff):
    client.force_login(staff)
    client.post(reverse("profile"), {"name": "李新名", "post": "干事", "large_type": "on"})
    page = client.get(reverse("home")).content.decode()
    assert "李新名" in page
    assert '<html lang="zh-Hans" class="large-type">' in page


def test_profile_cannot_change_role_or_place(client, staff, officer):
    client.force_login(staff)
    client.post(reverse("profile"), {"name": "李文体", "role": "officer", "community": ""})
    staff.refresh_from_db()
    assert staff.role == "staff"
    assert staff.community is not None


@pytest.mark.parametrize(
    "broken", [{"role": "staff", "community": None}, {"role": "officer", "community": None, "street": None}]
)
def test_database_refuses_an_account_without_its_place(broken, street):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(**({"street": street} | broken))
