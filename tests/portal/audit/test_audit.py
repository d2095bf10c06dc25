import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from portal.audit.changes import latest_changes, tracked_models
from portal.audit.trail import client_address
from portal.models import AuditEvent, Community, User
from tests.factories.portal import PASSWORD, AuditEventFactory, JobFactory


def kinds():
    return list(AuditEvent.objects.order_by("pk").values_list("kind", "username"))


# Acts ------------------------------------------------------------------------------------------
def test_sign_in_failure_and_sign_out_are_recorded(client, staff):
    client.post(reverse("login"), {"username": "staff", "password": "wrong"}, REMOTE_ADDR="10.1.2.3")
    client.post(reverse("login"), {"username": "staff", "password": PASSWORD})
    client.post(reverse("logout"))
    assert kinds() == [("sign_in_failed", "staff"), ("sign_in", "staff"), ("sign_out", "staff")]
    assert AuditEvent.objects.order_by("pk").first().address == "10.1.2.3"


def test_refusals_are_recorded_with_address_and_status(client, staff, stranger, community):
    job = JobFactory(community=community, created_by=staff)
    client.force_login(stranger)
    client.get(job.get_absolute_url())
    client.get(reverse("auditevent-list"))
    found = AuditEvent.objects.filter(kind="refusal").order_by("pk")
    assert [(event.target, event.detail["status"]) for event in found] == [
        (job.get_absolute_url(), 404),
        (reverse("auditevent-list"), 403),
    ]


def test_mistyped_address_is_no_refusal(client, staff):
    client.force_login(staff)
    client.get("/no-such-page/")
    assert not AuditEvent.objects.filter(kind="refusal").exists()


def test_export_is_recorded_with_its_number_of_rows(client, admin, staff):
    client.force_login(admin)
    client.get(reverse("user-list"), {"export": "xlsx", "role": "staff"})
    event = AuditEvent.objects.get(kind="export")
    assert (event.user, event.target, event.detail) == (admin, "账号", {"rows": 1})


@pytest.mark.parametrize("act", ["update", "delete"])
def test_database_refuses_to_change_the_trail(act, community):
    event = AuditEventFactory(community=community)
    rows = AuditEvent.objects.filter(pk=event.pk)
    with pytest.raises(InternalError), transaction.atomic():
        rows.update(target="别的") if act == "update" else rows.delete()
    event.refresh_from_db()
    assert event.target == "团队"


def test_address_behind_nginx_is_the_last_hop(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"}, REMOTE_ADDR="127.0.0.1")
    assert client_address(request) == "127.0.0.1"  # anybody can write that header
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client_address(request) == "10.0.0.7"


# Changes of rows -------------------------------------------------------------------------------
def changes_of(model, street):
    return latest_changes(tracked_models()[model], street.pk)


def test_change_names_who_what_before_and_after(client, admin, staff):
    client.force_login(admin)
    data = {"username": "staff", "name": "李新名", "role": "staff", "post": "", "password": ""}
    client.post(
        reverse("user-edit", args=[staff.pk]),
        data | {"street": staff.street_id, "community": staff.community_id},
    )
    latest = changes_of("portal.user", staff.street)[0]
    assert (latest.who, latest.label) == ("钱管理", "修改")
    assert latest.fields == [("姓名", "李文体", "李新名")]


def test_bulk_write_leaves_its_trail_too(street, community):
    Community.objects.update(households=3200)
    latest = changes_of("portal.community", street)[0]
    assert (latest.who, latest.fields) == ("系统", [("户数", "—", "3200")])


def test_relations_choices_and_flags_are_shown_in_words(staff, street):
    User.objects.filter(pk=staff.pk).update(role="captain", is_active=False)
    assert set(changes_of("portal.user", street)[0].fields) == {
        ("角色", "社区文体干部", "团队负责人"),
        ("有效", "是", "否"),
    }
    made = changes_of("portal.user", street)[1]
    assert ("社区", "—", "滨河社区") in made.fields


def test_changes_of_another_street_are_not_shown(staff, foreigner):
    names = {field[2] for change in changes_of("portal.user", foreigner.street) for field in change.fields}
    assert "郑邻街" in names
    assert "李文体" not in names


def test_password_is_never_recorded(staff):
    event = tracked_models()["portal.user"]
    assert "password" not in {field.name for field in event._meta.fields}


# The auditor's pages ---------------------------------------------------------------------------
def test_change_page_shows_the_chosen_table_to_the_auditor(client, auditor, community):
    client.force_login(auditor)
    page = client.get(reverse("change-list"), {"table": "portal.community"}).content.decode()
    assert "滨河社区" in page
    assert "请先选择一张数据表" in client.get(reverse("change-list")).content.decode()
    assert "请先选择一张数据表" not in page


@pytest.mark.parametrize("name", ["auditevent-list", "change-list"])
@pytest.mark.parametrize("person", ["officer", "leader", "admin", "staff"])
def test_trail_is_closed_to(person, name, request, client):
    client.force_login(request.getfixturevalue(person))
    response = client.get(reverse(name))
    assert response.status_code == 403
    assert "只供审计员查阅" in response.content.decode()


def test_trail_is_filtered_by_kind_and_day(client, auditor, community):
    AuditEventFactory(community=community, kind="reveal")
    AuditEventFactory(community=community, kind="export")
    client.force_login(auditor)
    shown = client.get(reverse("auditevent-list"), {"kind": "reveal", "since": "2020-01-01"}).context[
        "object_list"
    ]
    assert [event.kind for event in shown] == ["reveal"]
    assert not client.get(reverse("auditevent-list"), {"until": "2020-01-01"}).context["object_list"]
