import pytest
from playwright.sync_api import sync_playwright

from tests import browser


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**browser.launch_options())
        yield chromium.new_page(viewport={"width": 120, "height": 120})
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("family", ["sans-serif", "serif", "system-ui", "monospace"])
def test_chinese_is_drawn_and_not_boxed(page, family):
    def picture(text):
        page.set_content(f"<p style='font: 40px {family}'>{text}</p>")
        return page.screenshot()

    assert len({picture(text) for text in ("龙", "泉", "桃", "龘")}) == 4


@pytest.mark.browser
def test_bold_has_a_face_of_its_own(page):
    def width(weight):
        page.set_content(f"<b style='font: {weight} 40px sans-serif'>Longquan</b>")
        return page.evaluate("document.querySelector('b').getBoundingClientRect().width")

    assert width(700) > width(400)
