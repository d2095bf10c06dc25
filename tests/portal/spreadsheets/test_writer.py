from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.spreadsheets.writer import write_table


def read(content):
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_title_headers_and_rows_stand_in_order():
    _, rows = read(write_table("团队名册", ["名称", "人数"], [["桃花腰鼓队", 24], ["滨河歌咏队", 31]]))
    assert rows == [["团队名册", None], ["名称", "人数"], ["桃花腰鼓队", 24], ["滨河歌咏队", 31]]


def test_types_stay_what_they_are():
    evening = datetime(2026, 3, 28, 11, 30, tzinfo=UTC)
    sheet, _ = read(write_table("表", list("abcd"), [[date(2026, 3, 28), evening, Decimal("12.50"), None]]))
    day, moment, money, empty = sheet[3]
    assert day.value == datetime(2026, 3, 28)
    assert day.number_format == "yyyy-mm-dd"
    assert moment.value == datetime(2026, 3, 28, 19, 30)
    assert money.value == 12.5
    assert empty.value is None


def test_identity_number_keeps_all_digits():
    sheet, _ = read(write_table("表", ["证件号"], [["000000199001011234"]]))
    assert sheet["A3"].value == "000000199001011234"
    assert sheet["A3"].data_type == "s"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(text):
    sheet, _ = read(write_table("表", ["备注"], [[text]]))
    assert sheet["A3"].value == text
    assert sheet["A3"].data_type == "s"


def test_headers_stay_in_sight_and_columns_are_wide_enough():
    sheet, _ = read(write_table("表", ["名称"], [["滨河社区桃花腰鼓队"]]))
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["A"].width >= 18


@given(st.text(max_size=60))
def test_any_title_makes_a_workbook(title):
    sheet, _ = read(write_table(title.replace("\x00", ""), ["列"], []))
    assert 1 <= len(sheet.title) <= 31
