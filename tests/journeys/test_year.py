"""The year of one street, walked in a real browser over the demo: plan, event, dossier, board, yearbook."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser
NEXT_YEAR = timezone.localdate().year + 1
LAST_YEAR = NEXT_YEAR - 2
ROTATED = 6  # EXIF: the camera was held upright


def picture(number, *, orientation=1):
    image = Image.new("RGB", (800, 600), (40 * number % 255, 120, 200))
    ImageDraw.Draw(image).ellipse((100 + 30 * number, 150, 400, 450), fill="white")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0x9003] = timezone.localtime().strftime(f"%Y:%m:%d 09:{number:02d}:00")
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=exif, quality=85)
    return buffer.getvalue()


def phone_photos():
    """Six photos as they come from a phone: one rotated by EXIF, one broken."""
    photos = [picture(number) for number in range(1, 5)] + [picture(5, orientation=ROTATED)]
    photos.append(picture(6)[:2000])
    return [
        {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": content}
        for number, content in enumerate(photos, start=1)
    ]


def test_officer_copies_the_plan_adds_an_event_and_the_leader_approves(visit):
    officer = visit("officer")
    officer.go("/plans/")
    officer.follow("沿用上年计划")
    officer.press(f"建立{NEXT_YEAR}年度计划草稿")
    officer.check()
    officer.sees("草稿")
    plan_url = officer.page.url

    officer.go("/events/add/")
    page = officer.page
    page.get_by_label("名称").fill("桃花节开幕式彩排")
    page.get_by_label("开始时间").fill(f"{NEXT_YEAR}-03-12T14:00")
    page.get_by_label("结束时间").fill(f"{NEXT_YEAR}-03-12T17:00")
    page.get_by_label("地点").fill("桃源主会场")
    festival = page.locator("#id_project option", has_text=f"{NEXT_YEAR}年").filter(has_text="桃花节").first
    page.get_by_label("所属项目").select_option(value=festival.get_attribute("value"))
    officer.press("保存")
    officer.sees("桃花节开幕式彩排")
    officer.check()

    officer.page.goto(plan_url)
    officer.press("报审")
    officer.sees("已报审")

    leader = visit("leader")
    leader.sees(f"{NEXT_YEAR}年")
    leader.page.goto(plan_url)
    leader.check()
    leader.press("批准")
    leader.sees("已批准")


def test_staff_files_an_event_from_a_phone_and_the_officer_returns_then_accepts(visit):
    staff = visit("staff", PHONE)
    page = staff.page
    todo = page.get_by_role("link", name=re.compile("登记")).first
    expect(todo).to_be_visible()
    staff.go("/events/?status=planned&sort=starts_at")
    page.locator("tbody .row-link").first.click()
    staff.check()
    title = page.locator("main h1").inner_text()
    page.get_by_role("link", name=re.compile("登记举办")).first.click()
    staff.check()
    page.get_by_label("参与人次").fill("126")
    staff.press("登记")
    staff.check()

    staff.go("/dossiers/?status=open")
    page.get_by_role("link", name=re.compile(re.escape(title))).first.click()
    staff.check()
    staff.sees("缺项清单")
    page.locator('#slot-media input[type="file"]').first.set_input_files(phone_photos())
    expect(page.locator("#slot-media .photos > li")).to_have_count(6)
    expect(page.locator("#slot-media")).to_contain_text("打不开")
    expect(page.locator("#slot-media .photos img")).to_have_count(5)
    upright = page.locator("#slot-media .photos img").evaluate_all(
        "images => images.filter(one => one.naturalHeight > one.naturalWidth).length"
    )
    assert upright == 1
    page.locator('#slot-document input[type="file"]').set_input_files(
        {"name": "签到表.pdf", "mimeType": "application/pdf", "buffer": blank_pdf()}
    )
    expect(page.locator("#slot-document [data-files] > li")).to_have_count(1)
    staff.check()
    expect(page.get_by_role("button", name="提交审核")).to_have_count(0)

    page.get_by_role("link", name="写总结").first.click()
    staff.check()
    page.get_by_label("基本情况").fill(
        "活动如期举行，一百二十六人次参加，四支团队登台，秩序良好，居民反映热烈。"
    )
    page.get_by_label("主要做法与成效").fill(
        "提前两周张贴通知，楼组长逐户邀请；节目由居民自编自演，邻里相识的多了。"
    )
    staff.press("保存")
    for slot, field in (("计划", "活动计划"), ("安排", "活动安排")):
        fill_from_event_if_missing(staff, slot, field)
    dossier_url = page.url.partition("#")[0]
    staff.press("提交审核")
    staff.sees("等待审核")

    officer = visit("officer")
    officer.page.goto(dossier_url)
    officer.check()
    officer.page.get_by_label("退回理由").fill("请补写照片中主要人物。")
    officer.press("退回补充")
    officer.sees("已退回")

    page.goto(dossier_url)
    staff.check()
    staff.sees("请补写照片中主要人物。")
    staff.press("提交审核")
    staff.sees("等待审核")

    officer.page.goto(dossier_url)
    officer.press("通过，活动办结")
    officer.sees("审核通过")
    officer.check()


def fill_from_event_if_missing(staff, slot, field):
    """计划 and 安排 come from the event itself: where its text is empty, staff write it there."""
    page = staff.page
    gap = page.locator("#light ul").get_by_role("link", name=slot)
    if gap.count() == 0:
        return
    dossier = page.url.partition("#")[0]
    page.locator(".detail-aside").get_by_role("link").first.click()
    page.get_by_role("link", name="修改").first.click()
    page.get_by_label(field).fill("面向全体居民，由社区组织，团队登台。")
    staff.press("保存")
    page.goto(dossier)


def blank_pdf():
    buffer = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(buffer)
    return buffer.getvalue()


def test_leader_drills_from_a_score_to_a_photo(visit):
    leader = visit("leader")
    leader.go(f"/dashboard/?year={LAST_YEAR}")
    leader.follow("滨河社区")
    leader.sees("总分")
    score = leader.page.get_by_role("link", name=re.compile("五有完整率")).first
    score.click()
    leader.check()
    leader.page.locator("main a[href*='/dossiers/']").first.click()
    leader.check()
    leader.page.locator("tbody .row-link").first.click()
    leader.check()
    photo = leader.page.locator("#slot-media .photos img").first
    expect(photo).to_be_visible()
    assert photo.evaluate("image => image.naturalWidth") > 0


def test_officer_builds_the_yearbook_and_downloads_it(visit, tmp_path):
    officer = visit("officer")
    officer.go(f"/yearbooks/?year={LAST_YEAR}")
    officer.page.locator("tbody .row-link").first.click()
    officer.check()
    officer.press("编印", exact=False)
    expect(officer.page.get_by_text("已完成").first).to_be_visible(timeout=120_000)
    officer.check()
    officer.go(f"/yearbooks/?year={LAST_YEAR}")
    officer.page.locator("tbody .row-link").first.click()
    with officer.page.expect_download() as waiting:
        officer.page.get_by_role("link", name=re.compile("下载")).first.click()
    book = tmp_path / "yearbook.pdf"
    waiting.value.save_as(book)
    check_book(book)


def check_book(path):
    """More than 60 pages, bookmarks, embedded fonts, real photos, no tofu, PDF/A-2b by its own account."""
    with pikepdf.open(path) as book:
        assert len(book.pages) > 60
        with book.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert "各社区" in " ".join(titles)
        assert "考核结果" in " ".join(titles)
        with book.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"].upper() == "B"
        fonts = [
            one
            for one in book.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all(any(key in font for key in ("/FontFile2", "/FontFile3")) for font in fonts)
        photos = [
            one
            for one in book.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/DCTDecode"
        ]
        assert len(photos) > 100
