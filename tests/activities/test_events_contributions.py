"""What plans, projects and events bring to the home page, the search, a successor and the yearbook."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.events.contributions import EventContribution
from activities.models import Event
from activities.plans.contributions import PlanContribution
from activities.projects.contributions import ProjectContribution
from portal.contributions import Contribution
from tests.factories.activities.events import (
    AppearanceFactory,
    EventFactory,
    ParticipationFactory,
    TaskFactory,
)
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory, ThemeFactory
from tests.factories.portal import UserFactory
from tests.factories.troupes.groups import TroupeFactory
from tests.offers import offered

NOUNS = [PlanContribution(), EventContribution(), ProjectContribution()]

NOW = timezone.now()
TODAY = timezone.localdate()
THIS = TODAY.year


def titles(user):
    return {todo.title for todo in offered(NOUNS, Contribution.todos, user)}


@pytest.fixture
def busy_year(street, community, officer, leader, staff, stranger, captain):
    PlanFactory(community=community, submitted=True, title="社区计划")
    PlanFactory(community=None, street=street, submitted=True, title="街道计划")
    project = ProjectFactory(five=True, street=street)
    MilestoneFactory(project=project, title="近的", due_on=TODAY + timedelta(days=14))
    MilestoneFactory(project=project, title="远的", due_on=TODAY + timedelta(days=15))
    MilestoneFactory(project=project, title="做完的", due_on=TODAY, done_on=TODAY)
    EventFactory(community=community, planned=True, past=True, title="过期的")
    EventFactory(community=community, title="草稿", starts_at=NOW + timedelta(days=20))
    EventFactory(community=community, title="远草稿", starts_at=NOW + timedelta(days=40))
    TaskFactory(
        event=EventFactory(community=community, planned=True, title="有任务的"),
        responsible=staff,
        title="我的任务",
    )
    ParticipationFactory(community=community)
    ParticipationFactory(community=stranger.community)
    ahead = EventFactory(community=community, planned=True, starts_at=NOW + timedelta(days=9), title="汇演")
    AppearanceFactory(event=ahead, troupe=TroupeFactory(community=community, captain=captain, name="舞蹈队"))


def test_each_role_is_asked_for_its_own_work_in_at_most_four_queries(
    busy_year, officer, leader, staff, captain, auditor
):
    asked = {
        officer: {"审批《社区计划》", "近的", "登记《过期的》的举办情况"},
        leader: {"审批《社区计划》", "审批《街道计划》"},
        staff: {"登记《过期的》的举办情况", "发布《草稿》", "反馈是否参加《桃花节》", "我的任务"},
        captain: {"舞蹈队参演《汇演》"},
        auditor: set(),
    }
    own_plan = {f"编制{THIS + 1}年度计划"} if TODAY.month == 12 else set()
    asked[staff] |= own_plan
    for user, wanted in asked.items():
        with CaptureQueriesContext(connection) as captured:
            assert titles(user) == wanted
        assert len(captured) <= 4


def test_todo_leads_to_a_page_that_opens_for_its_user(busy_year, client, officer, leader, staff, captain):
    for user in (officer, leader, staff, captain):
        client.force_login(user)
        for todo in offered(NOUNS, Contribution.todos, user):
            assert client.get(todo.url.split("#")[0]).status_code == 200, (user, todo)


def test_staff_without_a_plan_are_asked_for_one_and_with_a_returned_one_to_submit_again(staff, community):
    year = THIS + 1 if TODAY.month == 12 else THIS
    (todo,) = offered(NOUNS, Contribution.todos, staff)
    assert (todo.title, todo.due) == (f"编制{year}年度计划", date(year, 1, 31))
    PlanFactory(community=community, year=year, status="returned", submitted_at=NOW, title="计划")
    assert titles(staff) == {"修改后再次报审《计划》"}


def test_menu_shows_a_role_only_what_it_can_use(officer, captain, auditor):
    assert [item.label for item in offered(NOUNS, Contribution.menu, captain)] == ["活动", "日历"]
    assert {item.order for item in offered(NOUNS, Contribution.menu, officer)} == {
        200,
        204,
        206,
        210,
        220,
        230,
    }
    assert offered(NOUNS, Contribution.menu, auditor) == []


def test_search_finds_titles_of_the_own_scope(staff, stranger, community):
    EventFactory(community=community, title="桃花汇演", planned=True)
    EventFactory(community=stranger.community, title="桃花诗会", planned=True)
    ProjectFactory(community=community, title="桃花剧场")
    PlanFactory(community=community, title="桃花计划")
    assert {(hit.title, hit.kind) for hit in offered(NOUNS, Contribution.search, staff, "桃花")} == {
        ("桃花汇演", "活动"), ("桃花剧场", "项目"), ("桃花计划", "年度计划"),
    }  # fmt: skip


def test_year_state_compares_with_plan_and_target(staff, stranger, community):
    TargetFactory(plan=PlanFactory(community=community), kind="participants", value=1000)
    EventFactory(community=community, held=True, starts_at=NOW - timedelta(hours=3), attendances=400)
    EventFactory(community=community, planned=True)
    EventFactory(community=community)
    EventFactory(community=stranger.community, held=True, starts_at=NOW - timedelta(hours=3))
    ThemeFactory(community=community)
    facts = {
        fact.label: (fact.value, fact.target) for fact in offered(NOUNS, Contribution.year_state, staff, THIS)
    }
    assert facts == {"已开展活动": (1, 2), "参与人次": (400, 1000), "文化主题": (1, None)}


def test_hand_over_moves_open_work_and_leaves_what_is_done(community, staff):
    successor = UserFactory(community=community)
    open_event = EventFactory(community=community, responsible=staff, held=True)
    closed = EventFactory(community=community, responsible=staff, closed=True)
    open_task = TaskFactory(event=open_event, responsible=staff)
    done_task = TaskFactory(event=open_event, responsible=staff, done_on=NOW.date())
    step = MilestoneFactory(community=community, responsible=staff)
    project = ProjectFactory(community=community, lead=staff)
    old = ProjectFactory(community=community, lead=staff, year=THIS - 1)

    assert sum(noun.hand_over(staff, successor) for noun in NOUNS) == 4

    moved = {open_event, open_task, step, project}
    for row in (open_event, closed, open_task, done_task, step, project, old):
        row.refresh_from_db()
        holder = next(getattr(row, name) for name in ("responsible", "lead") if hasattr(row, name))
        assert (holder == successor) is (row in moved), row


def test_chronicle_lists_street_events_and_big_ones_in_date_order(street, community):
    def on(month, day, **fields):
        start = timezone.make_aware(datetime(2025, month, day, 9))
        return EventFactory(starts_at=start, **fields)

    on(
        9,
        26,
        community=None,
        street=street,
        closed=True,
        title="社区运动会",
        place="体育场",
        attendances=3450,
        ends_at=timezone.make_aware(datetime(2025, 9, 27, 17)),
    )
    on(3, 20, community=community, held=True, title="分会场", place="公园", attendances=500)
    on(4, 1, community=community, held=True, title="小活动", attendances=499)
    on(5, 1, community=None, street=street, planned=True, title="没办的")
    chapter = next(
        one for one in offered(NOUNS, Contribution.chapters, street, 2025) if one.title == "大事记"
    )
    assert chapter.blocks[0]["items"] == [
        ["3月20日", "滨河社区在公园举办分会场，500人次参加。"],
        ["9月26日—27日", "龙泉街道在体育场举办社区运动会，3450人次参加。"],
    ]


def test_book_prints_the_street_plan_and_a_section_per_project(street, community):
    plan = PlanFactory(community=None, street=street, year=2025, aims="办好五个一")
    TargetFactory(plan=plan, kind="events", value=10)
    ProjectFactory(five=True, street=street, year=2025)
    ProjectFactory(community=community, year=2025)
    pioneer = ProjectFactory(
        five=True, kind="pioneer", street=street, year=2025, title="创先", candidate=community
    )
    MilestoneFactory(project=pioneer, title="自查", due_on=date(2025, 3, 31), done_on=date(2025, 3, 30))
    first, _, third = offered(NOUNS, Contribution.chapters, street, 2025)
    assert [one["kind"] for one in first.blocks][-1] == "table"
    assert {"办好五个一"} <= {text for one in first.blocks if one["kind"] == "para" for text in one["paras"]}
    assert [one["text"] for one in third.blocks if one["kind"] == "heading"] == ["一先 创先", "一节 桃花节"]
    (steps,) = [one for one in third.blocks if one["kind"] == "table"]
    assert steps["rows"] == [["自查", "2025-03-31", "2025-03-30"]]


def test_book_of_an_empty_year_says_so(street):
    assert [chapter.title for chapter in offered(NOUNS, Contribution.chapters, street, 2001)] == [
        "年度计划",
        "大事记",
        "五个一工程",
    ]
    assert Event.objects.count() == 0


def test_many_of_one_kind_are_one_line_that_leads_to_exactly_those(client, staff, community):
    EventFactory.create_batch(4, community=community, planned=True, past=True)
    EventFactory(community=community, planned=True)
    EventFactory.create_batch(4, community=community, starts_at=NOW + timedelta(days=20))
    task = TaskFactory(event=EventFactory(community=community, planned=True, title="汇演"), responsible=staff)
    TaskFactory.create_batch(2, event=task.event, responsible=staff)
    ParticipationFactory.create_batch(4, community=community)
    found = {
        todo.title: todo.url for todo in offered(NOUNS, Contribution.todos, staff) if todo.kind != "年度计划"
    }
    assert set(found) == {
        "登记 4 场活动的举办情况", "发布 4 场临近的活动草稿", "办理《汇演》的 3 项任务", "反馈是否参加街道的 4 场活动",
    }  # fmt: skip
    client.force_login(staff)
    for title in ("登记 4 场活动的举办情况", "发布 4 场临近的活动草稿", "反馈是否参加街道的 4 场活动"):
        assert client.get(found[title]).context["paginator"].count == 4, title


def test_project_names_its_year_once():
    assert str(ProjectFactory.build(title="2026年桃花节", year=2026)) == "2026年桃花节"
    assert str(ProjectFactory.build(title="市民学校", year=2026)) == "市民学校（2026年）"
