"""Many to-dos of one kind are one line; quotation marks nest."""

from datetime import date

from portal.pieces import Todo, folded
from portal.quotes import quoted


def todo(title, due=None):
    return Todo(title, "/one/", "活动", due)


def test_three_stay_three_and_four_become_one_line_due_with_the_first():
    rows = [todo("丙", date(2026, 3, 3)), todo("甲", date(2026, 3, 1)), todo("无期限")]
    assert folded(rows, "{n} 项", "/all/") == rows
    (line,) = folded([*rows, todo("乙", date(2026, 3, 2))], "{n} 项", "/all/")
    assert line == Todo("4 项", "/all/", "活动", date(2026, 3, 1), "最先到期：甲")


def test_line_of_undated_ones_has_no_date_and_braces_of_a_title_do_no_harm():
    (line,) = folded([todo("甲"), todo("乙")], "《{a}》有 {n} 项", "/all/", most=1)
    assert (line.title, line.due, line.detail) == ("《{a}》有 2 项", None, "")


def test_quotation_marks_inside_become_single_ones():
    assert quoted("“九九重阳”长者茶话会") == "“‘九九重阳’长者茶话会”"
    assert quoted("例会") == "“例会”"
