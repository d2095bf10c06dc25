"""Phone and identity numbers: what is one, written in one way (GB 11643 for 公民身份号码)."""

import re
from datetime import date

from django.core.exceptions import ValidationError

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

CHECK_DIGITS = "10X98765432"

PHONE = re.compile(r"1\d{10}|0\d{2,3}-?[2-9]\d{6,7}|[2-9]\d{6,7}")


def normalise_phone(text: str) -> str:
    """A mobile or land line number without blanks; empty stays empty. Raises ValidationError."""
    number = re.sub(r"\s", "", text or "").replace("－", "-")
    if number and not PHONE.fullmatch(number):
        raise ValidationError("请填写 11 位手机号，或带区号的座机号，例如 028-84850000。")
    return number


def normalise_identity(text: str) -> str:
    """18 digits with the right check digit and a real date of birth, or an old number of 15 digits;
    a final x becomes X; empty stays empty. Raises ValidationError."""
    number = re.sub(r"\s", "", text or "").upper()
    if not number or re.fullmatch(r"\d{15}", number):
        return number
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise ValidationError(f"身份证号应为 18 位，现在是 {len(number)} 位，请核对。")
    if check_digit(number) != number[-1] or born_on(number) is None:
        raise ValidationError("身份证号的校验位或出生日期不对，请对照证件核对每一位。")
    return number


def check_digit(number: str) -> str:
    """MOD 11-2 over the first 17 digits."""
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11]


def born_on(number: str) -> date | None:
    """Date of birth inside an 18-digit number; None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender_of(number: str) -> str:
    """Person.Gender value by the 17th digit: odd is male."""
    return "M" if int(number[16]) % 2 else "F"
