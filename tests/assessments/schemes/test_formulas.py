from decimal import Decimal

import pytest

from assessments.models import Indicator
from assessments.schemes.formulas import figure, formula_problems, number, words, working
from assessments.schemes.scoring import Part
from portal.contributions import all_metrics

D = Decimal


def indicator(formula, weight=3, kind="measured"):
    return Indicator(code="A1", title="指标", kind=kind, weight=D(weight), formula=formula)


def part(**more):
    return {"metric": "reports_late", "rule": "penalty", "points": "3", "per": "1"} | more


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ([], "系统计分的指标要有计算公式。"),
        ([part(metric="nonsense")], "“nonsense”不是系统已有的数据。"),
        ([part(also="gone", also_per="1")], "“gone”不是系统已有的数据。"),
        ([part(rule="magic")], "没有“magic”这种计分方法。"),
        ([part(per="0")], "“每发生一次扣分”要填写每单位分值。"),
        ([part(rule="proportion")], "“按比例得分，达到目标得满分”要填写目标值。"),
        ([part(rule="tiers")], "“按完成时间分档得分”要填写分档。"),
        ([part(also="reports_missing")], "第二项扣分数据要填写每次扣多少分。"),
        ([part(rule="tiers", tiers=[["02-29", "3"], ["01-31", "2"]])], "分档请由早到晚填写，越晚得分越低。"),
        ([part(rule="tiers", tiers=[["01-31", "1"], ["02-29", "2"]])], "分档请由早到晚填写，越晚得分越低。"),
        ([part(rule="tiers", tiers=[["01-31", "2"]])], "分档的第一档应等于公式的满分。"),
        ([part(points="2")], "各项公式的满分合计 2 分，应等于指标分值 3 分。"),
    ],
)
def test_a_formula_that_cannot_work_is_named(formula, sentence):
    assert sentence in formula_problems(indicator(formula), all_metrics())


def test_a_sound_formula_has_no_problems():
    assert formula_problems(indicator([part(also="reports_missing", also_per="0.5")]), all_metrics()) == []


def test_a_hand_indicator_needs_no_formula_but_its_reading_must_exist():
    assert formula_problems(indicator([], kind="hand"), all_metrics()) == []
    reading = [{"metric": "nonsense", "rule": "reading"}]
    assert formula_problems(indicator(reading, kind="hand"), all_metrics()) == [
        "“nonsense”不是系统已有的数据。"
    ]


@pytest.mark.parametrize(
    ("formula", "value", "also", "text"),
    [
        (part(rule="proportion", target="4"), 3, None, "3 × 3 ÷ 4 = 2.25"),
        (part(rule="proportion", target="4"), 5, None, "5 ≥ 4，得 3"),
        (part(rule="threshold", target="2"), 1, None, "1 ＜ 2，得 0"),
        (part(rule="shortfall", target="2", per="1"), 1, None, "3 − 1 × 1 = 2"),
        (part(rule="each", per="2"), 1, None, "2 × 1 = 2"),
        (part(rule="each", per="2"), 4, None, "2 × 4，封顶 3"),
        (part(per="0.5", also="reports_missing", also_per="1"), 1, 1, "3 − 0.5 × 1 − 1 × 1 = 1.5"),
        (part(per="2"), 4, None, "3 − 2 × 4，扣完为止，得 0"),
        (part(rule="share"), D("0.5"), None, "3 × 50% = 1.5"),
        (part(rule="tiers", tiers=[["01-31", "3"]]), 20, None, "得 3"),
    ],
)
def test_the_sum_is_shown_with_its_figures(formula, value, also, text):
    also = None if also is None else D(also)
    assert working(Part.from_json(formula), D(value), also, year=2025) == text


def test_figures_read_like_office_text():
    assert figure(Part("x", "share"), D("0.925"), "", 2025) == "92.5%"
    assert figure(Part("x", "tiers"), D(20), "", 2025) == "1月20日"
    assert figure(Part("x", "proportion"), D(10000), "人次", 2025) == "10,000人次"
    assert figure(Part("x", "proportion"), None, "场", 2025) == "无数据"
    assert number(D("3.00")) == "3"


def test_words_name_an_unknown_metric_by_its_key():
    assert words(Part("gone", "share", D(2)), {}) == "2 分 × gone"
