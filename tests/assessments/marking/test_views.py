from decimal import Decimal

import pytest

from assessments.models import Adjustment
from tests.assessments.pages import said, url
from tests.factories.assessments.reports import PeriodReportFactory

D = Decimal


def test_staff_saves_a_draft_then_submits(client, staff, assessment, hand):
    client.force_login(staff)
    data = {f"points_{hand.pk}": "35.5", f"reason_{hand.pk}": "坚持三年", "act": "draft"}
    client.post(url("assessment-self", assessment.pk), data)
    hand.refresh_from_db()
    assert (hand.self_points, hand.self_reason) == (D("35.5"), "坚持三年")
    client.post(url("assessment-self", assessment.pk), data | {"act": "submit"})
    assessment.refresh_from_db()
    assert (assessment.status, assessment.total) == ("review", D("95.5"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("41", "不能超过该项分值 40 分"),
        ("-1", "不能小于零"),
        ("很好", "请填写数字"),
        ("1.234", "最多写两位小数"),
    ],
)
def test_impossible_own_points_are_named_and_the_words_kept(client, staff, assessment, hand, typed, sentence):
    client.force_login(staff)
    data = {f"points_{hand.pk}": typed, f"reason_{hand.pk}": "不要丢掉这句话", "act": "submit"}
    text = client.post(url("assessment-self", assessment.pk), data).content.decode()
    assert f"H2 工作报送及时率 自评分：{sentence}" in text
    assert "不要丢掉这句话" in text
    assessment.refresh_from_db()
    assert assessment.status == "self"


def test_measured_points_cannot_be_typed_by_the_community(client, staff, assessment, measured):
    client.force_login(staff)
    client.post(url("assessment-self", assessment.pk), {f"points_{measured.pk}": "1", "act": "draft"})
    measured.refresh_from_db()
    assert (measured.measured, measured.self_points) == (D(60), None)


def test_submitted_self_score_is_closed(client, staff, assessment, hand):
    client.force_login(staff)
    client.post(url("assessment-self", assessment.pk), {"act": "submit"})
    page = client.post(
        url("assessment-self", assessment.pk), {f"points_{hand.pk}": "40", "act": "draft"}, follow=True
    )
    assert "已经提交" in said(page)
    hand.refresh_from_db()
    assert hand.self_points is None


def test_self_score_shows_every_figure_with_a_link_to_its_rows(client, staff, community, assessment):
    PeriodReportFactory(community=community, late=True)
    client.force_login(staff)
    client.post(url("assessment-measure", assessment.pk))
    text = client.get(url("assessment-self", assessment.pk)).content.decode()
    assert f"/assessments/reports/?community={community.pk}&amp;year=2025&amp;state=late" in text
    assert "60 − 10 × 1 − 20 × 0 = 50" in text


# Review ---------------------------------------------------------------------------------------
def test_officer_finishes_the_review(client, officer, in_review, hand):
    client.force_login(officer)
    client.post(url("assessment-review", in_review.pk), {f"points_{hand.pk}": "30", "act": "finish"})
    in_review.refresh_from_db()
    assert (in_review.status, in_review.base) == ("reviewed", D(90))


def test_review_without_a_hand_mark_stays_open_and_says_which(client, officer, in_review):
    client.force_login(officer)
    page = client.post(url("assessment-review", in_review.pk), {"act": "finish"}, follow=True)
    assert "H2 工作报送及时率：请填写复评分" in said(page)
    in_review.refresh_from_db()
    assert in_review.status == "review"


def test_override_of_a_measured_mark_needs_its_reason(client, officer, in_review, hand, measured):
    client.force_login(officer)
    data = {f"points_{hand.pk}": "30", f"points_{measured.pk}": "55", "act": "finish"}
    text = client.post(url("assessment-review", in_review.pk), data).content.decode()
    assert "复评分与系统计分 60 分不同，请写明理由" in text
    client.post(url("assessment-review", in_review.pk), data | {f"reason_{measured.pk}": "抽查核减"})
    in_review.refresh_from_db()
    assert (in_review.status, in_review.base) == ("reviewed", D(85))


def test_wide_gap_is_marked_in_words(client, officer, in_review, hand):
    client.force_login(officer)
    client.post(url("assessment-review", in_review.pk), {f"points_{hand.pk}": "30", "act": "draft"})
    assert client.get(url("assessment-review", in_review.pk)).content.decode().count("差距超过一成") == 1


def test_review_is_the_officers_and_self_score_the_communitys(client, officer, staff, in_review):
    client.force_login(staff)
    assert client.get(url("assessment-review", in_review.pk)).status_code == 403
    client.force_login(officer)
    assert client.get(url("assessment-self", in_review.pk)).status_code == 403


def test_return_asks_for_a_reason(client, officer, in_review):
    client.force_login(officer)
    page = client.post(url("assessment-return", in_review.pk), {"reason": " "})
    assert "请写明理由" in page.content.decode()
    client.post(url("assessment-return", in_review.pk), {"reason": "材料不全"})
    in_review.refresh_from_db()
    assert in_review.status == "self"


def test_recompute_adds_a_column_and_changes_no_mark(client, officer, community, in_review):
    PeriodReportFactory(community=community, late=True)
    client.force_login(officer)
    text = client.post(url("assessment-compare", in_review.pk), follow=True).content.decode()
    assert "复算差额" in text
    assert "-10.00" in text
    in_review.refresh_from_db()
    assert in_review.total == D(98)


def test_score_page_tells_formula_figures_rows_and_history(client, officer, in_review, hand, measured):
    client.force_login(officer)
    client.post(url("assessment-review", in_review.pk), {f"points_{hand.pk}": "30", "act": "draft"})
    page = client.get(url("score-detail", hand.pk))
    latest = page.context["history"][0]
    assert (latest.who, latest.text) == ("周文化", "复评分 — → 30.00")
    text = client.get(url("score-detail", measured.pk)).content.decode()
    assert "60 分，迟报每 1次扣 10 分，缺报每 1次扣 20 分，扣完为止" in text
    assert "查看缺报的记录" in text


def test_adjustments_show_when_they_are_capped(client, officer, in_review):
    client.force_login(officer)
    data = {"kind": "bonus", "title": "创成市先进社区", "points": "12", "evidence": "表彰决定"}
    page = client.post(url("assessment-adjustment-add", in_review.pk), data, follow=True)
    assert "登记 12.00，已封顶" in page.content.decode()
    in_review.refresh_from_db()
    assert in_review.bonus == D(10)
    client.post(url("adjustment-delete", Adjustment.objects.get().pk))
    in_review.refresh_from_db()
    assert in_review.bonus == 0


def test_adjustment_without_points_is_refused_but_a_veto_needs_none(client, officer, in_review):
    client.force_login(officer)
    data = {"kind": "deduction", "title": "投诉扰民", "points": "", "evidence": "信访件"}
    page = client.post(url("assessment-adjustment-add", in_review.pk), data)
    assert "请填写大于零的分值" in page.content.decode()
    client.post(url("assessment-adjustment-add", in_review.pk), data | {"kind": "veto"})
    assert Adjustment.objects.get().kind == "veto"


def test_officer_cannot_decide_and_leader_cannot_review(client, officer, leader, scheme, in_review):
    client.force_login(officer)
    assert client.post(url("scheme-finalise", scheme.pk)).status_code == 403
    assert client.get(url("scheme-unlock", scheme.pk)).status_code == 403
    client.force_login(leader)
    assert client.get(url("assessment-review", in_review.pk)).status_code == 404


def test_review_rows_carry_what_the_running_total_needs(client, officer, in_review):
    client.force_login(officer)
    text = client.get(url("assessment-review", in_review.pk)).content.decode()
    assert '<tr data-measured="60.00" data-weight="60.00" id="G1" data-row>' in text
    assert '<tr data-weight="40.00" id="H2" data-row>' in text
