"""The five generic pages, shown on accounts."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from portal.models import Job, User
from portal.pages.columns import Column, display
from portal.pages.generic import DeletePage
from tests.factories.portal import JobFactory, UserFactory


class UserDelete(DeletePage):
    model = User
    parent = ("账号", "user-list")

    def get_success_url(self):
        return reverse("user-list")


urlpatterns = [
    path("test-accounts/<int:pk>/delete/", UserDelete.as_view(), name="test-user-delete"),
    path("", include("portal.urls")),
]

LIST = "/accounts/"


@pytest.fixture
def admin_client(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def many(community):
    return UserFactory.create_batch(30, community=community)


def shown(response):
    return [row.username for row in response.context["page_obj"]]


def text(response):
    return response.content.decode()


# List ------------------------------------------------------------------------------------------
def test_list_shows_count_columns_and_rows(admin_client, staff):
    page = text(admin_client.get(LIST))
    assert "共 <strong>2</strong> 条" in page
    assert f'href="{staff.get_absolute_url()}"' in page
    assert 'data-label="单位"' in page


def test_list_is_paged_and_keeps_what_was_chosen(admin_client, many):
    response = admin_client.get(LIST, {"size": "25", "role": "staff", "page": "2"})
    assert len(shown(response)) == 5
    assert "第 2 页，共 2 页" in text(response)
    assert "?size=25&amp;role=staff&amp;page=1" in text(response)


@pytest.mark.parametrize(("page", "number"), [("99", 2), ("0", 2), ("x", 1)])
def test_page_beyond_the_end_shows_a_page_instead_of_an_error(page, number, admin_client, many):
    assert admin_client.get(LIST, {"page": page}).context["page_obj"].number == number


@pytest.mark.parametrize(("size", "rows"), [("50", 31), ("7", 25), ("-1", 25), ("x", 25), ("100000", 25)])
def test_only_offered_page_sizes_count(size, rows, admin_client, many):
    assert len(shown(admin_client.get(LIST, {"size": size}))) == rows


def test_sort_orders_and_is_announced(admin_client, staff, officer):
    up = admin_client.get(LIST, {"sort": "username"})
    down = admin_client.get(LIST, {"sort": "-username"})
    assert shown(up) == ["admin", "officer", "staff"] == shown(down)[::-1]
    assert 'aria-sort="ascending"' in text(up)
    assert 'aria-sort="descending"' in text(down)


def test_unknown_sort_is_ignored(admin_client, staff):
    assert len(shown(admin_client.get(LIST, {"sort": "password"}))) == 2


def test_filter_narrows_and_can_be_cleared(admin_client, staff, officer):
    response = admin_client.get(LIST, {"role": "officer", "q": "周"})
    assert shown(response) == ["officer"]
    assert "清除筛选" in text(response)
    assert "清除筛选" not in text(admin_client.get(LIST))


def test_filter_without_hits_says_what_to_do(admin_client):
    page = text(admin_client.get(LIST, {"q": "没有这个人"}))
    assert "没有符合条件的记录，请放宽条件或清除筛选" in page
    assert "导出 Excel" not in page


def test_invalid_filter_value_says_so_and_shows_everything(admin_client, staff):
    response = admin_client.get(LIST, {"role": "king"})
    assert len(shown(response)) == 2
    assert "king" in text(response)


def test_export_is_exactly_what_is_filtered_in_that_order(admin_client, many, officer):
    response = admin_client.get(LIST, {"role": "staff", "sort": "-username", "export": "xlsx"})
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)
    assert rows[1] == ("用户名", "姓名", "角色", "单位", "职务", "启用", "最近登录")
    assert [row[0] for row in rows[2:]] == sorted((user.username for user in many), reverse=True)
    assert rows[2][5] == "是"
    assert "%E8%B4%A6%E5%8F%B7-" in response["Content-Disposition"]


def test_empty_list_says_what_belongs_here(client, staff):
    client.force_login(staff)
    page = text(client.get(reverse("job-list")))
    assert "编印年鉴等较长的工作会列在这里" in page
    assert "<table" not in page


def test_export_and_table_ask_for_no_row_twice(admin_client, many):
    with CaptureQueriesContext(connection) as captured:
        admin_client.get(LIST, {"export": "xlsx"})
    assert len(captured) <= 10


# Detail ----------------------------------------------------------------------------------------
def test_detail_shows_facts_and_the_editors_ways(admin_client, staff):
    page = text(admin_client.get(staff.get_absolute_url()))
    assert '<dt class="datagrid-title">单位</dt>' in page
    assert reverse("user-edit", args=[staff.pk]) in page
    assert reverse("user-hand-over", args=[staff.pk]) in page


def test_own_account_offers_neither_hand_over_nor_disabling(admin_client, admin):
    page = text(admin_client.get(admin.get_absolute_url()))
    assert reverse("user-toggle", args=[admin.pk]) not in page
    assert reverse("user-hand-over", args=[admin.pk]) not in page


# Form ------------------------------------------------------------------------------------------
def test_errors_stand_at_the_top_and_lead_to_their_fields(admin_client):
    page = text(admin_client.post(reverse("user-create"), {"name": "王文体"}))
    assert "已填的都还在" in page
    assert 'href="#id_username"' in page
    assert 'href="#id_name"' not in page
    assert 'value="王文体"' in page


def test_form_leads_back_without_saving(admin_client, staff):
    page = text(admin_client.get(reverse("user-edit", args=[staff.pk])))
    assert f'<a class="btn" href="{staff.get_absolute_url()}">取消</a>' in page


def test_saved_form_says_so_once(admin_client, staff):
    data = {
        "username": "staff",
        "name": "李文体",
        "role": "staff",
        "street": staff.street_id,
        "community": staff.community_id,
    }
    page = text(admin_client.post(reverse("user-edit", args=[staff.pk]), data, follow=True))
    assert page.count("已保存。") == 1
    assert "alert-success" in page
    assert "已保存。" not in text(admin_client.get(LIST))


# Delete ----------------------------------------------------------------------------------------
@pytest.mark.urls(__name__)
def test_delete_asks_first_and_then_says_what_it_did(admin_client, staff):
    address = reverse("test-user-delete", args=[staff.pk])
    assert "确定删除“<strong>李文体</strong>”吗" in text(admin_client.get(address))
    assert User.objects.filter(pk=staff.pk).exists()
    assert "已删除“李文体”" in text(admin_client.post(address, follow=True))
    assert not User.objects.filter(pk=staff.pk).exists()


@pytest.mark.urls(__name__)
def test_delete_of_a_row_in_use_names_what_uses_it(admin_client, staff, community):
    JobFactory(created_by=staff, community=community)
    page = text(admin_client.post(reverse("test-user-delete", args=[staff.pk]), follow=True))
    assert "“李文体”还有关联的后台任务，不能删除" in page
    assert User.objects.filter(pk=staff.pk).exists()


# Cells -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "shown_as"), [(None, "—"), ("", "—"), (0, "0"), (2026, "2026"), (12000, "12,000"), ("文", "文")]
)
def test_display_writes_as_the_office_does(raw, shown_as):
    assert display(raw) == shown_as


def test_column_follows_a_path_over_an_empty_relation(community):
    job = Job(street=community.street, community=None, title="任务")
    assert Column("community.name", "社区").cell(job).text == "—"


def test_boolean_becomes_a_word_in_export_and_on_screen(staff):
    assert Column("is_active", "启用").raw(staff) == "是"
    assert Column("must_change_password", "待改").raw(staff) == "否"
