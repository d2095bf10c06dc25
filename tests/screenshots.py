"""`make screenshots`: the pages that tell most, drawn by Chromium from the demo into docs/images/.

Starts the portal of this checkout on a free port, as `make run` does, and stops it afterwards; with
`--url http://…` it visits a portal that already runs. Pages are reached as a reader would reach them,
by following links, so no id of the demo is written here.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.browser import ROOT, launch_options

IMAGES = ROOT / "docs" / "images"
PASSWORD = os.environ.get("DEMO_PASSWORD", "Longquan-2026")
OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
READY_SECONDS = 600  # the first start of a checkout also fills the demo
DRAWN_MS = 500  # charts and pictures that arrived last are painted
LARGEST = 150_000  # bytes: a clone should not grow with every redesign
YEAR = time.localtime().tm_year  # the demo's running year is the machine's


@dataclass(frozen=True)
class Shot:
    """A picture: who looks, where the way begins, and the links (patterns of their names) that lead on."""

    name: str
    who: str
    start: str
    follow: tuple[str, ...] = ()
    size: str = "office"
    at: str = ""  # CSS selector that is scrolled to the top of the picture


SHOTS = [
    Shot("home", "officer", "/"),
    Shot("plan", "officer", "/plans/", (r"街道\d+年.*计划",)),
    Shot("project", "officer", f"/projects/?year={YEAR}", ("桃花节",)),
    Shot("calendar", "officer", f"/calendar/?month={YEAR}-03"),
    Shot("event", "officer", f"/projects/?year={YEAR}", ("桃花节", "开幕.*演出")),
    Shot("troupe", "officer", "/troupes/", ("滨河舞蹈队",)),
    Shot("dossier", "officer", f"/projects/?year={YEAR - 1}", ("桃花节", "开幕.*演出", "五有")),
    Shot("photos", "officer", f"/photos/?year={YEAR - 1}"),
    Shot("dashboard", "leader", "/dashboard/"),
    Shot("dashboard-charts", "leader", "/dashboard/", at="[data-chart]"),
    Shot("assessment", "leader", f"/dashboard/?year={YEAR - 1}", ("滨河社区",)),
    Shot("score", "leader", f"/dashboard/?year={YEAR - 1}", ("滨河社区", "五有完整率")),
    Shot("yearbook", "officer", "/yearbooks/", ("群众文化年鉴",)),
    Shot("home-phone", "staff", "/", size="phone"),
    Shot("dossier-phone", "staff", "/", ("档案缺",), size="phone", at="body"),
    Shot("roll-call-phone", "captain", "/", ("点名",), size="phone"),
]


def main() -> None:
    parser = argparse.ArgumentParser(prog="screenshots", description="制作 docs/images/ 中的截图")
    parser.add_argument("--url", help="已在运行的门户的地址；不写则自行启动，完成后停止")
    parser.add_argument("names", nargs="*", help="只制作这几张（不带 .png）；不写则全部")
    options = parser.parse_args()
    shots = [shot for shot in SHOTS if not options.names or shot.name in options.names]
    if not shots:
        sys.exit(f"没有这样的截图，可选：{'、'.join(shot.name for shot in SHOTS)}。")
    if options.url:
        take(shots, options.url.rstrip("/"))
    else:
        with served() as address:
            take(shots, address)


def take(shots: list[Shot], address: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for who, size in dict.fromkeys((shot.who, shot.size) for shot in shots):
            page = sign_in(browser, address, who, size)
            for shot in shots:
                if (shot.who, shot.size) == (who, size):
                    photograph(page, address, shot)
        browser.close()


def sign_in(browser: Browser, address: str, who: str, size: str) -> Page:
    phone = size == "phone"
    context = browser.new_context(
        viewport=PHONE if phone else OFFICE,
        is_mobile=phone,
        has_touch=phone,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page = context.new_page()
    open_page(page, f"{address}/accounts/login/")
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state("networkidle")
    if "/accounts/login/" in page.url:
        sys.exit(f"账号 {who} 登录不成功：截图要用演示数据，请先执行 make demo。")
    return page


def photograph(page: Page, address: str, shot: Shot) -> None:
    open_page(page, address + shot.start)
    for name in shot.follow:
        follow(page, name, shot)
    if shot.at:
        page.locator(shot.at).first.evaluate("box => box.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(DRAWN_MS)
    target = IMAGES / f"{shot.name}.png"
    target.write_bytes(small_png(page.screenshot(animations="disabled", caret="hide")))
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} KB")


def open_page(page: Page, url: str) -> None:
    try:
        answer = page.goto(url, wait_until="networkidle")
    except BrowserError as error:
        sys.exit(f"打不开 {url}：{error.message.splitlines()[0]}")
    if answer.status != 200:
        sys.exit(f"打不开 {url}：状态码 {answer.status}")


def follow(page: Page, name: str, shot: Shot) -> None:
    link = page.locator("main").get_by_role("link", name=re.compile(name)).first
    if not link.count():
        sys.exit(f"截图 {shot.name}：在 {page.url} 上找不到名为“{name}”的链接。")
    link.click()
    page.wait_for_load_state("networkidle")


def small_png(content: bytes) -> bytes:
    """The picture in as many colours as keep it below LARGEST bytes, 256 at most."""
    picture = Image.open(BytesIO(content)).convert("RGB")
    for colours in (256, 128, 64, 32):
        buffer = BytesIO()
        # Coverage, not frequency: a small spot of the accent colour must not drown in greys.
        few = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(buffer, "PNG", optimize=True)
        if buffer.tell() < LARGEST:
            break
    return buffer.getvalue()


@contextmanager
def served():
    """Address of this checkout's portal, started for the pictures and stopped by Ctrl-C's own signal."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    portal = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(portal, address)
        yield address
    finally:
        portal.send_signal(signal.SIGINT)
        portal.wait(60)


def wait_until_ready(portal: subprocess.Popen, address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and portal.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    sys.exit("门户没有启动成功：请先用 make run 查看原因。")


if __name__ == "__main__":
    main()
