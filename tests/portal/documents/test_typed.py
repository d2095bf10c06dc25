import pytest

from portal.documents.typed import chinese_numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_numbers_of_headings(number, words):
    assert chinese_numeral(number) == words
