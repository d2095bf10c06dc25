"""A whole portal for the journeys: its own database, queue and files, the demo, web and worker as real
processes, and a real Chromium. Nothing is shared with the test process but the engines."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from portal.engines import private as engines
from tests.browser import launch_options

DATABASE = "journeys"
READY_SECONDS = 600
PHONE = {"width": 390, "height": 844}
OFFICE = {"width": 1366, "height": 768}
# Real waits: a worker has to draw thumbnails, a page has to poll.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of a served portal that holds the demo, built as `make run` builds it."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = os.environ | {
        "PORT": str(port),
        "DATABASE_URL": _fresh_database(),
        "REDIS_URL": f"{os.environ['REDIS_URL'].rpartition('/')[0]}/7",
        "MEDIA_ROOT": str(folder / "media"),
        "DEMO_PASSWORD": settings.DEMO_PASSWORD,
    }
    environment.pop("STATIC_STORAGE", None)  # hashed and compressed, as in production
    with (folder / "serve.log").open("w") as log:
        served = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=engines.ROOT, env=environment, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, served, folder / "serve.log")
        yield address
    finally:
        served.terminate()
        served.wait(60)


def _fresh_database():
    url = os.environ["DATABASE_URL"]
    server = psycopg2.connect(url)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    server.close()
    return f"{url.rpartition('/')[0]}/{DATABASE}"


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _wait_until_ready(address, served, log: Path):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if served.poll() is not None:
            break
        try:
            with urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(1)
    pytest.fail(f"the portal did not become ready:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def chromium():
    # Not for the session: Playwright keeps an event loop in this thread, in which Django refuses the ORM.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser: signs in, goes places, and has every visited page checked by axe."""

    def __init__(self, browser, address, username, viewport):
        self.context = browser.new_context(
            viewport=viewport,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            accept_downloads=True,
            has_touch=viewport == PHONE,
            is_mobile=viewport == PHONE,
        )
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = address
        self.go("/accounts/login/")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(settings.DEMO_PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.locator("main h1")).to_be_visible()

    def _listen(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def go(self, path):
        answer = self.page.goto(self.address + path)
        assert answer.status == 200, (path, answer.status)
        self.check()

    def check(self):
        """axe finds no violation, the page does not scroll sideways, the console is silent."""
        self.page.wait_for_load_state("networkidle")
        found = Axe().run(self.page)
        assert found.violations_count == 0, (self.page.url, found.generate_report())
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        assert self.complaints == [], (self.page.url, self.complaints)

    def press(self, name, *, exact=True):
        """Press a button; answer 确定 when the portal asks first."""
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        answer = self.page.locator("#confirm[open] [data-answer=yes]")
        if answer.is_visible():
            answer.click()
        self.page.wait_for_load_state("networkidle")

    def follow(self, name, *, exact=True):
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.check()

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()


@pytest.fixture
def visit(site, chromium):
    """`visit("officer")` signs somebody in; `visit("staff", PHONE)` on a phone."""
    visitors = []

    def sign_in(username, viewport=OFFICE):
        visitors.append(Visitor(chromium, site, username, viewport))
        return visitors[-1]

    yield sign_in
    for visitor in visitors:
        visitor.context.close()
