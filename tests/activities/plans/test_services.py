"""Plans: who may take which step, what each step leaves behind."""

import pytest
from django.core.exceptions import ValidationError

from activities.models import Plan
from activities.plans import rules
from activities.plans.differences import compare, differences
from activities.plans.snapshots import SECTIONS, in_order, snapshot_of
from activities.plans.steps import PLAN
from portal.models import Notice
from tests.factories.activities.events import EventFactory
from tests.factories.activities.plans import PlanFactory


@pytest.fixture
def street_plan(street, officer):
    return PlanFactory(community=None, street=street)


def told(user):
    return set(Notice.objects.filter(user=user).values_list("title", flat=True))


def test_leader_decides_on_every_plan_and_officer_only_on_those_of_communities(
    plan, street_plan, officer, leader, staff, foreigner
):
    deciders = {
        (user.username, which.owner_name)
        for user in (officer, leader, staff, foreigner)
        for which in (plan, street_plan)
        if rules.is_decider(user, which)
    }
    assert deciders == {("officer", "滨河社区"), ("leader", "滨河社区"), ("leader", "街道本级")}


def test_plan_is_written_by_its_owner_while_draft_or_returned(plan, officer, leader, staff, stranger):
    assert [
        user.username for user in (officer, leader, staff, stranger) if rules.can_edit_plan(user, plan)
    ] == ["officer", "staff"]
    plan.status = Plan.Status.RETURNED
    assert rules.can_edit_plan(staff, plan)
    for status in (Plan.Status.SUBMITTED, Plan.Status.APPROVED):
        plan.status = status
        assert not rules.can_edit_plan(staff, plan)
    assert rules.can_reopen(officer, plan)
    assert not rules.can_reopen(staff, plan)


def test_submit_plan_keeps_the_text_with_targets_themes_and_events(plan, staff, officer, leader):
    PLAN.take("submit", plan, by=staff)
    plan.refresh_from_db()
    made = plan.rounds.get()
    assert plan.status == Plan.Status.SUBMITTED
    assert list(in_order(made.snapshot)) == list(SECTIONS)
    assert made.snapshot["个十百千万指标"] == "十：文化活动：每个社区 10 次"
    assert made.snapshot["文化主题"] == "书香邻里（计划 4 场）"
    assert "换书集市（文体广场，预计 200 人）" in made.snapshot["拟办活动"]
    for decider in (officer, leader):
        assert told(decider) == {f"滨河社区报审《{plan.title}》（第1轮）"}


def test_submit_plan_twice_is_refused_in_words(plan, staff):
    PLAN.take("submit", plan, by=staff)
    with pytest.raises(ValidationError, match="计划已报审，不能再次报审"):
        PLAN.take("submit", plan, by=staff)
    assert plan.rounds.count() == 1


def test_returned_plan_keeps_its_round_and_goes_through_a_second_one(plan, staff, leader):
    PLAN.take("submit", plan, by=staff)
    PLAN.take("return", plan, by=leader, reason="补充端午活动")
    assert told(staff) == {f"《{plan.title}》被退回：补充端午活动"}
    PLAN.take("submit", plan, by=staff)
    PLAN.take("approve", plan, by=leader)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.APPROVED
    assert plan.approved_at is not None
    assert list(plan.rounds.values_list("number", "decision", "reason")) == [
        (1, "returned", "补充端午活动"),
        (2, "approved", ""),
    ]


def test_return_without_reason_is_refused_and_the_round_stays_open(plan, staff, leader):
    PLAN.take("submit", plan, by=staff)
    with pytest.raises(ValidationError, match="退回时请写明理由"):
        PLAN.take("return", plan, by=leader, reason="  ")
    assert plan.rounds.get().decision == ""


def test_withdraw_only_while_nobody_has_decided(plan, staff, leader):
    PLAN.take("submit", plan, by=staff)
    PLAN.take("withdraw", plan, by=staff)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT
    with pytest.raises(ValidationError, match="没有待审批的轮次"):
        PLAN.take("approve", plan, by=leader)


def test_reopen_plan_needs_a_reason_and_keeps_the_approved_text(plan, staff, leader, officer):
    PLAN.take("submit", plan, by=staff)
    PLAN.take("approve", plan, by=leader)
    with pytest.raises(ValidationError, match="重新开启时请写明理由"):
        PLAN.take("reopen", plan, by=officer, reason="")
    PLAN.take("reopen", plan, by=officer, reason="增加非遗项目")
    plan.refresh_from_db()
    made = plan.rounds.last()
    assert (plan.status, plan.approved_at) == (Plan.Status.RETURNED, None)
    assert (made.snapshot, made.decided_by) == (snapshot_of(plan), officer)
    assert (made.number, made.reason) == (2, "批准后重新开启：增加非遗项目")
    PLAN.take("submit", plan, by=staff)
    assert plan.rounds.count() == 3


def test_event_added_after_approval_is_unplanned_until_the_next_round_takes_it_in(
    plan, staff, leader, officer
):
    PLAN.take("submit", plan, by=staff)
    PLAN.take("approve", plan, by=leader)
    added = EventFactory(community=plan.community, plan=plan, is_unplanned=True)
    PLAN.take("reopen", plan, by=officer, reason="调整")
    PLAN.take("submit", plan, by=staff)
    PLAN.take("approve", plan, by=leader)
    added.refresh_from_db()
    assert not added.is_unplanned


def test_compare_marks_sentences_that_came_and_went():
    pieces = [
        (piece.kind, piece.text) for piece in compare("抓团队。抓活动。抓阵地。", "抓团队。抓品牌。抓阵地。")
    ]
    assert pieces == [
        ("same", "抓团队。"),
        ("removed", "抓活动。"),
        ("added", "抓品牌。"),
        ("same", "抓阵地。\n"),
    ]


def test_line_added_below_the_last_one_leaves_the_last_one_alone():
    pieces = [(piece.kind, piece.text) for piece in compare("三月 桃花节", "三月 桃花节\n九月 运动会")]
    assert pieces == [("same", "三月 桃花节\n"), ("added", "九月 运动会\n")]


def test_differences_name_sections_that_only_one_text_has():
    found = {
        part.label: part.is_changed
        for part in differences({"标题": "甲", "保障措施": "乙"}, {"标题": "甲", "文化主题": "丙"})
    }
    assert found == {"标题": False, "文化主题": True, "保障措施": True}


def test_snapshot_uses_one_kind_of_line_break(community):
    plan = PlanFactory(community=community, measures="一\r\n二")
    assert snapshot_of(plan)["主要任务与措施"] == "一\n二"
