from datetime import date
from decimal import Decimal

from django.utils import timezone

from assessments.models import Outcome
from tests.assessments.pages import said, url
from tests.factories.assessments.marking import AssessmentFactory
from tests.factories.assessments.results import OutcomeFactory
from tests.factories.portal import CommunityFactory

D = Decimal


# Review ---------------------------------------------------------------------------------------
def finish(client, officer, assessment, points="30"):
    hand = assessment.scores.get(indicator__code="H2")
    client.force_login(officer)
    client.post(url("assessment-review", assessment.pk), {f"points_{hand.pk}": points, "act": "finish"})


def test_leader_decides_from_the_ranking_page_and_may_take_it_back(
    client, officer, leader, scheme, in_review
):
    finish(client, officer, in_review)
    client.force_login(leader)
    assert url("scheme-finalise", scheme.pk) in client.get(scheme.ranking_url).content.decode()
    text = client.post(url("scheme-finalise", scheme.pk), follow=True).content.decode()
    assert "已审定" in text
    assert "优秀" in text
    assert "街道办事处（盖章）" in text
    client.post(url("scheme-unlock", scheme.pk), {"reason": "一处计分错误"})
    assert "一处计分错误" in client.get(scheme.ranking_url).content.decode()
    in_review.refresh_from_db()
    assert (in_review.status, in_review.grade) == ("reviewed", "")


def test_decided_marks_are_frozen_for_the_officer(client, officer, leader, scheme, in_review, hand):
    finish(client, officer, in_review)
    client.force_login(leader)
    client.post(url("scheme-finalise", scheme.pk))
    client.force_login(officer)
    page = client.post(
        url("assessment-review", in_review.pk), {f"points_{hand.pk}": "1", "act": "draft"}, follow=True
    )
    assert "不在复评中" in said(page)
    page = client.post(url("assessment-adjustment-add", in_review.pk), {"kind": "bonus"}, follow=True)
    assert "加减分不再改动" in said(page)
    page = client.post(url("assessment-reopen", in_review.pk), {"reason": "想改"}, follow=True)
    assert "先解除审定" in said(page)
    hand.refresh_from_db()
    assert hand.review_points == D(30)


def test_decision_is_refused_while_reviews_are_open(client, leader, scheme, in_review):
    client.force_login(leader)
    page = client.post(url("scheme-finalise", scheme.pk), follow=True)
    assert "滨河社区没有完成复评" in said(page)


def test_staff_sees_only_its_own_line_of_the_ranking(client, staff, scheme, community, officer):
    other = AssessmentFactory(
        community=CommunityFactory(street=community.street, name="邻近社区"), scheme=scheme
    )
    client.force_login(staff)
    text = client.get(scheme.ranking_url).content.decode()
    assert "邻近社区" not in text
    assert client.get(other.get_absolute_url()).status_code == 404
    client.force_login(officer)
    assert "邻近社区" in client.get(scheme.ranking_url).content.decode()


def test_result_sheet_names_the_grade_and_carries_signature_lines(client, staff, community):
    assessment = AssessmentFactory(community=community, final=True)
    client.force_login(staff)
    text = client.get(url("assessment-sheet", assessment.pk)).content.decode()
    assert "等次：<strong>良好</strong>" in text
    for line in ("社区居委会（盖章）", "社区负责人（签字）", "街道分管领导（签字）"):
        assert line in text


def test_result_sheet_lists_adjustments_below_the_marks_and_sums_once(client, officer, in_review):
    client.force_login(officer)
    data = {"kind": "deduction", "title": "投诉扰民", "points": "1.5", "evidence": "信访件"}
    client.post(url("assessment-adjustment-add", in_review.pk), data)
    client.post(url("assessment-adjustment-add", in_review.pk), data | {"kind": "veto", "title": "弄虚作假"})
    table = client.get(url("assessment-sheet", in_review.pk)).context["table"]
    rows = [(row.code, row.title, row.points) for row in table.rows]
    assert rows[-2:] == [("扣分", "投诉扰民", "−1.50"), ("一票否决", "弄虚作假", "否决")]
    assert len(rows) == 4
    assert (table.footer["weight"], table.footer["points"]) == (100, "96.50")
    assert str(table).count("合计") == 1


def test_outcomes_need_a_decision_a_date_or_an_amount(client, officer, community):
    assessment = AssessmentFactory(community=community, final=True)
    client.force_login(officer)
    data = {
        "kind": "rectify",
        "content": "补齐档案",
        "decided_on": "2026-01-10",
        "amount": "",
        "due_on": "",
        "done_on": "",
    }
    add = url("assessment-outcome-add", assessment.pk)
    assert "请填写整改期限" in client.post(add, data).content.decode()
    assert "请填写大于零的奖励金额" in client.post(add, data | {"kind": "award"}).content.decode()
    assert "不能早于决定日期" in client.post(add, data | {"due_on": "2026-01-01"}).content.decode()
    client.post(add, data | {"due_on": "2026-02-01"})
    assert Outcome.objects.get().due_on == date(2026, 2, 1)


def test_staff_reports_a_rectification_done(client, staff, community):
    outcome = OutcomeFactory(community=community)
    client.force_login(staff)
    client.post(url("outcome-done", outcome.pk))
    outcome.refresh_from_db()
    assert outcome.done_on == timezone.localdate()
