"""Text that somebody typed into a form, understood as an office paper: 一、 and （一） are headings."""

import re

from portal import book
from portal.book import Block

NUMERALS = "一二三四五六七八九十百"
FIRST = re.compile(rf"[{NUMERALS}]+、")
SECOND = re.compile(rf"[（(][{NUMERALS}]+[）)]")
RUN_IN = re.compile(rf"([（(][{NUMERALS}]+[）)][^。：:]{{1,40}}[。：:])(.+)")  # （一）加强领导。各社区……
SENTENCE_ENDS = "。；;！？"
LONGEST_HEADING = 50  # characters


def read_text(text: str) -> list[Block]:
    """The blocks of `text`, a line each. Lines that begin with 一、 or （一） and are no sentence are
    headings and keep the number they were typed with."""
    return [_block(line.strip()) for line in (text or "").splitlines() if line.strip()]


def _block(line: str) -> Block:
    if len(line) <= LONGEST_HEADING and line[-1] not in SENTENCE_ENDS and not RUN_IN.fullmatch(line):
        if FIRST.match(line):
            return book.heading(line)
        if SECOND.match(line):
            return book.heading(line, 3)
    return book.para(line)


def chinese_numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十, 21 → 二十一; up to 99, beyond that in figures."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")
