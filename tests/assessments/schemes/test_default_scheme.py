from collections import defaultdict
from decimal import Decimal

from assessments.models import Indicator
from assessments.schemes.default_scheme import indicator_rows
from assessments.schemes.formulas import formula_problems, parts_of, words
from portal.contributions import all_metrics

ROWS = [Indicator(**row) for row in indicator_rows()]


def test_default_table_has_26_indicators_and_100_points():
    assert len(ROWS) == 26
    assert sum(row.weight for row in map(_exact, ROWS)) == 100
    assert len({row.code for row in ROWS}) == 26


def _exact(row):
    row.weight = Decimal(row.weight)
    return row


def test_default_table_measures_85_points_and_leaves_15_to_hands():
    by_kind = defaultdict(Decimal)
    for row in map(_exact, ROWS):
        by_kind[row.kind] += row.weight
    assert dict(by_kind) == {"measured": 85, "hand": 15}


def test_default_table_gives_each_section_its_weight():
    sections = defaultdict(Decimal)
    for row in map(_exact, ROWS):
        sections[row.code[0]] += row.weight
    assert dict(sections) == {"A": 12, "B": 12, "C": 16, "D": 24, "E": 10, "F": 8, "G": 12, "H": 6}


def test_default_hand_indicators_are_the_five_of_the_domain_brief():
    assert {row.code for row in ROWS if row.kind == "hand"} == {"A1", "B1", "E1", "E3", "H2"}


def test_every_metric_of_the_default_table_exists_and_every_formula_fits():
    metrics = all_metrics()
    problems = [f"{row}: {text}" for row in map(_exact, ROWS) for text in formula_problems(row, metrics)]
    assert problems == []


def test_board_editions_aim_at_the_thousand_of_the_offices_plan():
    row = next(row for row in ROWS if row.code == "E2")
    assert row.formula[0]["target"] == "1000"


def test_formulas_are_said_in_chinese():
    metrics = all_metrics()
    said = {row.code: [words(part, metrics) for part in parts_of(row)] for row in ROWS}
    assert said["A2"][0].endswith(
        "不晚于1月31日得 3 分，不晚于2月末得 2 分，不晚于12月31日得 1 分，没有不得分"
    )
    assert said["A4"] == ["3 分，迟报每 1次扣 0.5 分，缺报每 1次扣 1 分，扣完为止"]
    assert said["E1"][0].endswith("供评分时参考，不直接计分")
    assert not any("_" in sentence for sentences in said.values() for sentence in sentences)
