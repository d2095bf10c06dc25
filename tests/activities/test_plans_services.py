"""Plans: who may take which step, what each step leaves behind."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.copying import services as plan_copies
from activities.models import Event, Plan, Project, Theme
from activities.plans import rules
from activities.plans.differences import compare, differences
from activities.plans.snapshots import SECTIONS, in_order, snapshot_of
from activities.plans.steps import PLAN
from portal.models import Notice
from tests.factories.activities.events import EventFactory
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory, ThemeFactory

THIS = timezone.localdate().year


@pytest.fixture
def plan(community, staff):
    made = PlanFactory(community=community)
    TargetFactory(plan=made, kind="events", value=10)
    ThemeFactory(community=community, plan=made, title="书香邻里")
    EventFactory(community=community, plan=made, title="换书集市")
    return made


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


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2025, 3, 20), date(2026, 3, 19)),
        (date(2025, 1, 1), date(2026, 1, 7)),  # 52 weeks later is still the old year
        (date(2024, 1, 1), date(2025, 1, 6)),
        (date(2024, 12, 31), date(2025, 12, 30)),
        (date(2024, 2, 29), date(2025, 2, 27)),
    ],
)
def test_moved_day_is_the_same_weekday_of_the_next_year(day, moved):
    assert plan_copies.moved_day(day) == moved
    assert moved.weekday() == day.weekday()
    assert moved.year == day.year + 1


def test_copy_plan_takes_the_intention_and_nothing_that_happened(street, community, officer, staff):
    source = PlanFactory(
        community=None, street=street, year=THIS - 1, approved=True, title=f"{THIS - 1}年街道计划"
    )
    TargetFactory(plan=source, kind="participants", value=10000, scope="street")
    theme = ThemeFactory(community=None, street=street, year=THIS - 1, plan=source)
    project = ProjectFactory(five=True, street=street, year=THIS - 1, plan=source, lead=officer)
    MilestoneFactory(project=project, due_on=date(THIS - 1, 3, 5), done_on=date(THIS - 1, 3, 4))
    began = timezone.make_aware(datetime(THIS - 1, 3, 20, 9))
    kept = EventFactory(
        community=None, street=street, plan=source, project=project, theme=theme, title=f"{THIS - 1}年桃花节", closed=True,
        starts_at=began, permit_number="许字1号", expected_people=5000,
    )  # fmt: skip
    EventFactory(
        community=None, street=street, plan=source, starts_at=began, status="cancelled", reason="下雨"
    )

    plan = plan_copies.copy_plan(source=source, by=officer)

    event = plan.events.get()
    assert (plan.year, plan.title, plan.status, plan.copied_from) == (
        THIS,
        f"{THIS}年街道计划",
        "draft",
        source,
    )
    assert list(plan.targets.values_list("kind", "value", "scope")) == [("participants", 10000, "street")]
    assert (event.title, event.status, event.copied_from) == (f"{THIS}年桃花节", "draft", kept)
    assert (event.permit_number, event.attendances, event.people, event.published_at) == (
        "",
        None,
        None,
        None,
    )
    assert event.starts_at - began in (timedelta(days=364), timedelta(days=371))
    assert event.ends_at - event.starts_at == kept.ends_at - kept.starts_at
    assert (event.project.year, event.theme.year) == (THIS, THIS)
    step = event.project.milestones.get()
    assert (step.done_on, step.due_on) == (None, plan_copies.moved_day(date(THIS - 1, 3, 5)))


def test_copy_plan_leaves_out_what_was_not_chosen(community, staff):
    source = PlanFactory(community=community, year=THIS - 1, approved=True)
    theme = ThemeFactory(community=community, year=THIS - 1, plan=source)
    began = timezone.make_aware(datetime(THIS - 1, 5, 1, 9))
    EventFactory(community=community, plan=source, theme=theme, starts_at=began, closed=True, title="留下的")
    EventFactory(community=community, plan=source, starts_at=began, closed=True, title="不要的")

    plan = plan_copies.copy_plan(
        source=source, by=staff, themes=source.themes.none(), projects=source.projects.none(),
        events=source.events.filter(title="留下的"),
    )  # fmt: skip

    assert [(event.title, event.theme) for event in plan.events.all()] == [("留下的", None)]
    assert not Theme.objects.filter(year=THIS).exists()
    assert not Project.objects.filter(year=THIS).exists()


def test_copy_plan_into_a_year_that_has_its_plan_is_refused(community, staff):
    source = PlanFactory(community=community, year=THIS - 1)
    PlanFactory(community=community, year=THIS)
    with pytest.raises(ValidationError, match=f"{THIS}年度计划已经建立"):
        plan_copies.copy_plan(source=source, by=staff)
    assert Event.objects.count() == 0


def test_snapshot_uses_one_kind_of_line_break(community):
    plan = PlanFactory(community=community, measures="一\r\n二")
    assert snapshot_of(plan)["主要任务与措施"] == "一\n二"
