"""The portal's own pages in a real Chromium: axe, keyboard, phone width, and what happens when a session ends."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.backends.cached_db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect, sync_playwright

from tests.browser import launch_options
from tests.factories.portal import PASSWORD, JobFactory, NoticeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def chromium():
    # Playwright keeps an event loop in this thread; the ORM is still only used from ordinary code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def window(request):
    return request.param


@pytest.fixture
def page(chromium, live_server, window):
    context = chromium.new_context(
        base_url=live_server.url, viewport=window, locale="zh-CN", has_touch=window == PHONE
    )
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on(
        "console",
        lambda line: page.problems.append(line.text) if "Content Security Policy" in line.text else None,
    )
    yield page
    context.close()
    assert not page.problems


def sign_in(page, person):
    page.goto(reverse("login"))
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/")


def assert_sound(page):
    """axe finds nothing, and nothing sticks out to the right."""
    found = Axe().run(page, options=RULES).response
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    assert len(found["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_pages_are_accessible_and_fit(page, admin, staff, community):
    page.goto(reverse("login"))
    assert_sound(page)
    sign_in(page, admin)
    for address in (
        reverse("home"),
        reverse("user-list"),
        staff.get_absolute_url(),
        reverse("user-edit", args=[staff.pk]),
        reverse("search") + "?q=李",
        "/no-such-page/",
    ):
        page.goto(address)
        assert_sound(page)


def test_form_with_errors_is_accessible(page, admin):
    sign_in(page, admin)
    page.goto(reverse("user-create"))
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_sound(page)
    page.locator(".error-summary a").first.click()
    expect(page.get_by_label("用户名")).to_be_focused()


def test_inbox_and_job_pages_are_accessible(page, staff, community):
    NoticeFactory(user=staff)
    job = JobFactory(failed=True, created_by=staff, community=community)
    sign_in(page, staff)
    for address in (reverse("home"), reverse("notice-list"), reverse("job-list"), job.get_absolute_url()):
        page.goto(address)
        assert_sound(page)


def test_large_type_enlarges_everything_and_still_fits(page, staff):
    staff.large_type = True
    staff.save()
    sign_in(page, staff)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert_sound(page)


def test_verb_asks_before_it_acts(page, admin, staff):
    sign_in(page, admin)
    page.goto(staff.get_absolute_url())
    page.get_by_role("button", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    staff.refresh_from_db()
    assert staff.is_active
    page.get_by_role("button", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("账号 staff 已停用")).to_be_visible()
    staff.refresh_from_db()
    assert not staff.is_active


@pytest.mark.parametrize("window", [PHONE], ids=["phone"])
def test_phone_menu_opens_closes_and_returns_the_focus(page, staff):
    sign_in(page, staff)
    opener = page.get_by_role("button", name="打开菜单")
    opener.click()
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="后台任务").wait_for(
        state="visible"
    )
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("window", [PHONE], ids=["phone"])
def test_everything_to_tap_on_a_phone_is_large_enough(page, staff):
    NoticeFactory(user=staff)
    sign_in(page, staff)
    small = page.evaluate(
        """[...document.querySelectorAll('button:not(.btn-link), .btn:not(.btn-link), .bottom-bar-item, .todo, summary')]
        .filter(item => item.offsetParent && item.getBoundingClientRect().height < 44)
        .map(item => item.outerHTML.slice(0, 80))"""
    )
    assert small == []


@pytest.mark.parametrize("window", [DESK], ids=["desk"])
def test_running_job_follows_its_row_until_it_is_done(page, staff, community):
    job = JobFactory(running=True, created_by=staff, community=community)
    sign_in(page, staff)
    page.goto(job.get_absolute_url())
    expect(page.get_by_text("25%")).to_be_visible()
    type(job).objects.filter(pk=job.pk).update(
        status="done", done=12, finished_at=job.created_at, message="已完成"
    )
    expect(page.locator("#job-progress .badge")).to_have_text("已完成", timeout=8000)
    assert page.locator("#job-progress").get_attribute("hx-trigger") is None


@pytest.mark.parametrize("window", [DESK], ids=["desk"])
def test_poll_after_the_session_ended_says_so_and_stops(page, staff, community):
    job = JobFactory(running=True, created_by=staff, community=community)
    sign_in(page, staff)
    page.goto(job.get_absolute_url())
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    SessionStore(key).delete()
    expect(page.locator("#live")).to_contain_text("登录已过期，请重新登录", timeout=8000)
    assert page.locator("#job-progress").get_attribute("hx-trigger") is None
    expect(page.locator("#live a")).to_have_attribute("href", re.compile("/accounts/login/"))


@pytest.mark.parametrize("window", [DESK], ids=["desk"])
def test_leaving_a_changed_form_asks_first(page, staff):
    sign_in(page, staff)
    page.goto(reverse("profile"))
    page.get_by_label("姓名").fill("李改名")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(reverse("home"))
    assert asked == ["beforeunload"]
