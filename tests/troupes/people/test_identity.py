"""Numbers by GB 11643, and their masks."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from troupes.people.identity import (
    CHECK_DIGITS,
    born_on,
    check_digit,
    gender_of,
    normalise_identity,
    normalise_phone,
)
from troupes.people.privacy import mask_identity, mask_phone

HEADS = st.builds(
    lambda region, day, serial: f"{region:06d}{day:%Y%m%d}{serial:03d}",
    st.integers(0, 999999),
    st.dates().filter(lambda day: 1900 <= day.year < 2100),
    st.integers(0, 999),
)


@given(HEADS)
def test_number_with_its_check_digit_is_accepted_and_written_in_capitals(head):
    number = head + check_digit(head)
    assert normalise_identity(f" {number[:6]} {number[6:].lower()} ") == number
    assert born_on(number).strftime("%Y%m%d") == number[6:14]
    assert gender_of(number) == ("M" if int(number[16]) % 2 else "F")


@given(HEADS, st.sampled_from(CHECK_DIGITS))
def test_number_with_any_other_check_digit_is_refused(head, digit):
    if digit != check_digit(head):
        with pytest.raises(ValidationError, match="校验位"):
            normalise_identity(head + digit)


def test_published_example_of_the_standard_is_accepted():
    assert normalise_identity("11010519491231002x") == "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "word"),
    [("5101", "现在是 4 位"), ("110105194912310abc", "18 位"), ("110105199902310022", "校验位")],
)
def test_broken_number_is_refused_in_words(text, word):
    with pytest.raises(ValidationError, match=word):
        normalise_identity(text)


def test_old_number_of_15_digits_is_kept():
    assert normalise_identity("110105491231002") == "110105491231002"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("138 0000 0000", "13800000000"), ("028-84850000", "028-84850000"), ("84850000", "84850000"), ("", "")],
)
def test_phone_is_written_without_blanks(typed, stored):
    assert normalise_phone(typed) == stored


@pytest.mark.parametrize("typed", ["1380000", "138000000001", "张三", "5.1E+17"])
def test_what_is_no_phone_is_refused(typed):
    with pytest.raises(ValidationError, match="手机号"):
        normalise_phone(typed)


def test_masks_keep_head_and_tail_only():
    assert mask_phone("13800001234") == "138****1234"
    assert mask_identity("510101199001011234") == "510101********1234"
    assert (mask_phone(""), mask_phone(None), mask_phone("123456")) == ("", "", "******")
