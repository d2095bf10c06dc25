"""The frame of every page: menu by role, search, inbox, large type, to-dos, error pages."""

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import Notice, User
from portal.pieces import Todo
from portal.shell.context import menu_sections
from portal.shell.errors import server_error
from tests.factories.portal import JobFactory, NoticeFactory


def page_of(client, person, address="/"):
    client.force_login(person)
    return client.get(address).content.decode()


def system_menu(person):
    return {
        item.label for heading, items in menu_sections(person, "/") for item, _ in items if heading == "系统"
    }


# Menu ------------------------------------------------------------------------------------------
def test_system_menu_offers_each_role_only_what_it_can_use(officer, staff, leader, captain, auditor, admin):
    assert system_menu(admin) == {"账号", "街道", "社区", "放假安排"}
    assert system_menu(auditor) == {"审计记录", "数据变更"}
    assert system_menu(officer) == {"社区", "放假安排", "后台任务"}
    for person in (staff, leader, captain):
        assert system_menu(person) == {"后台任务"}


@pytest.mark.parametrize("person", ["officer", "staff", "captain", "leader", "auditor", "admin"])
def test_every_menu_item_opens(person, request, client):
    person = request.getfixturevalue(person)
    client.force_login(person)
    for _, items in menu_sections(person, "/"):
        for item, _ in items:
            assert client.get(item.url).status_code == 200, item.label


def test_current_menu_item_is_the_longest_match(auditor):
    current = [
        item.label
        for _, items in menu_sections(auditor, reverse("change-list"))
        for item, is_current in items
        if is_current
    ]
    assert current == ["数据变更"]


def test_current_menu_item_is_marked_for_screen_readers(client, officer):
    page = page_of(client, officer, reverse("job-list"))
    assert re.search(rf'href="{reverse("job-list")}" aria-current="page"', page)


def test_bottom_bar_is_for_those_who_work_on_a_phone(client, staff, officer):
    assert 'class="bottom-bar ' in page_of(client, staff)
    assert 'class="bottom-bar ' not in page_of(client, officer)


# Frame -----------------------------------------------------------------------------------------
def test_frame_names_place_person_and_page(client, staff):
    page = page_of(client, staff)
    assert "<title>首页 · 文体工作门户</title>" in page
    assert "滨河社区" in page
    assert "李文体" in page
    assert 'href="#main"' in page
    assert '<main id="main"' in page


def test_breadcrumbs_lead_back_and_end_here(client, admin, staff):
    page = page_of(client, admin, reverse("user-edit", args=[staff.pk]))
    crumbs = re.search(r'aria-label="当前位置">(.*?)</nav>', page, re.S).group(1)
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", reverse("user-list"), staff.get_absolute_url()]
    assert 'aria-current="page">修改账号</li>' in crumbs


def test_unread_count_is_shown_and_vanishes(client, staff):
    NoticeFactory(user=staff)
    NoticeFactory(user=staff, read=True)
    assert re.search(r'badge-notification badge-pill">1<', page_of(client, staff))
    client.post(reverse("notice-read-all"))
    assert "badge-notification" not in page_of(client, staff)


def test_large_type_toggles_and_returns_to_the_page(client, staff):
    client.force_login(staff)
    response = client.post(reverse("large-type"), {"next": reverse("job-list")})
    assert response.url == reverse("job-list")
    assert '<html lang="zh-Hans" class="large-type">' in page_of(client, staff)
    client.post(reverse("large-type"), {"next": "https://evil.example/"})
    assert '<html lang="zh-Hans">' in page_of(client, staff)


def test_large_type_never_leads_to_another_site(client, staff):
    client.force_login(staff)
    assert client.post(reverse("large-type"), {"next": "https://evil.example/"}).url == "/"


def test_security_policy_forbids_inline_script_and_style(client, officer):
    client.force_login(officer)
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


def test_every_asset_of_the_frame_exists(client, officer):
    assets = re.findall(r'(?:src|href)="/static/([^"]+)"', page_of(client, officer))
    assert len(assets) > 10
    assert [name for name in assets if finders.find(unquote(name)) is None] == []


# Notices ---------------------------------------------------------------------------------------
def test_opening_a_notice_marks_it_read_and_leads_to_the_work(client, staff):
    notice = NoticeFactory(user=staff, url="/jobs/")
    client.force_login(staff)
    assert client.post(reverse("notice-open", args=[notice.pk])).url == "/jobs/"
    assert not Notice.objects.visible_to(staff).unread().exists()


def test_notice_never_leads_to_another_site(client, staff):
    notice = NoticeFactory(user=staff, url="https://evil.example/")
    client.force_login(staff)
    assert client.post(reverse("notice-open", args=[notice.pk])).url == reverse("notice-list")


def test_notice_list_shows_own_notices_with_their_state_in_words(client, staff, officer):
    NoticeFactory(user=staff, title="资料已退回")
    NoticeFactory(user=officer, title="别人的通知")
    page = page_of(client, staff, reverse("notice-list"))
    assert "资料已退回" in page
    assert "未读" in page
    assert "别人的通知" not in page


# Home ------------------------------------------------------------------------------------------
def todo(days):
    return Todo("事项", "/", "测试", timezone.localdate() + timedelta(days))


@pytest.mark.parametrize(
    ("days", "text"),
    [(-3, "已逾期 3 天"), (0, "今天到期"), (1, "明天到期"), (2, "后天到期"), (9, "还有 9 天")],
)
def test_deadline_is_told_in_words(days, text):
    assert todo(days).due_text == text


def test_todos_are_grouped_by_urgency(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 24))  # a Tuesday
    assert [todo(days).when for days in (-1, 0, 5, 6)] == ["已逾期", "本周", "本周", "以后"]
    assert Todo("事项", "/", "测试").when == "无期限"
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 29))  # the Sunday of that week
    assert [todo(days).when for days in (0, 1)] == ["本周", "以后"]


def test_home_leads_to_what_waits_for_this_person(client, staff, officer):
    job = JobFactory(failed=True, created_by=staff, community=staff.community, title="打包档案")
    page = page_of(client, staff)
    assert f'href="{job.get_absolute_url()}"' in page
    assert "打包档案没有成功" in page
    assert "打包档案没有成功" not in page_of(client, officer)


def test_home_without_todos_says_so(client, auditor):
    assert "目前没有待办事项" in page_of(client, auditor)


def test_admin_is_reminded_of_initial_passwords(client, admin, staff):
    User.objects.filter(pk=staff.pk).update(must_change_password=True)
    assert "李文体还没有改初始密码" in page_of(client, admin)


# Failures --------------------------------------------------------------------------------------
def test_unknown_address_has_a_way_on(client, officer):
    client.force_login(officer)
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "找不到这个页面" in response.content.decode()
    assert f'href="{reverse("home")}"' in response.content.decode()


def test_unknown_address_without_sign_in_offers_sign_in(client, db):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert f'href="{reverse("login")}"' in response.content.decode()


@pytest.mark.expects_errors
def test_bad_request_is_answered_in_chinese(client, db, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]
    response = client.get("/accounts/login/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "请求有误" in response.content.decode()


def test_expired_form_says_how_to_go_on(staff):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff)
    response = strict.post(reverse("notice-read-all"))
    assert response.status_code == 403
    assert "页面停留太久" in response.content.decode()


def test_server_error_page_needs_no_database(rf, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "系统出错了" in response.content.decode()
