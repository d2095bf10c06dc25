"""What plans, projects and events bring to the home page, the search, a successor and the yearbook."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.corridor.contributions import CorridorContribution
from activities.events.contributions import EventContribution
from activities.funds.contributions import FundContribution
from activities.leading_group.contributions import LeadingGroupContribution
from activities.meetings.contributions import MeetingContribution
from activities.models import Event
from activities.plans.contributions import PlanContribution
from activities.projects.contributions import ProjectContribution
from activities.school.contributions import SchoolContribution
from activities.surveys.contributions import SurveyContribution
from activities.trainings.contributions import TrainingContribution
from activities.venues.contributions import VenueContribution
from portal.contributions import Contribution
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.events import (
    AppearanceFactory,
    EventFactory,
    ParticipationFactory,
    TaskFactory,
)
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory, ThemeFactory
from tests.factories.activities.school import CourseFactory, LessonFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory, UserFactory
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
        ("桃花汇演", "活动"),
        ("桃花剧场", "项目"),
        ("桃花计划", "年度计划"),
    }


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
        "登记 4 场活动的举办情况",
        "发布 4 场临近的活动草稿",
        "办理《汇演》的 3 项任务",
        "反馈是否参加街道的 4 场活动",
    }
    client.force_login(staff)
    for title in ("登记 4 场活动的举办情况", "发布 4 场临近的活动草稿", "反馈是否参加街道的 4 场活动"):
        assert client.get(found[title]).context["paginator"].count == 4, title


BESIDE = [
    LeadingGroupContribution(),
    MeetingContribution(),
    FundContribution(),
    VenueContribution(),
    SchoolContribution(),
    CorridorContribution(),
    TrainingContribution(),
    SurveyContribution(),
]


def test_menu_is_for_those_who_work_in_the_rooms(officer, staff, leader, captain, auditor, admin):
    assert {len(offered(BESIDE, Contribution.menu, user)) for user in (officer, staff, leader)} == {8}
    assert [offered(BESIDE, Contribution.menu, user) for user in (captain, auditor, admin)] == [[], [], []]


def test_stale_board_missing_voucher_and_missing_minutes_wait_for_staff(staff, community, officer):
    today = timezone.localdate()
    board = BoardFactory(community=community, code="01-3", location="菜场入口")
    EditionFactory(board=board, published_on=today - timedelta(days=70))
    ExpenseFactory(community=community, without_voucher=True, amount=120)
    held = timezone.now() - timedelta(days=2)
    MeetingFactory(community=community, title="例会", held_at=held)

    found = {todo.title: todo for todo in offered(BESIDE, Contribution.todos, staff)}
    assert set(found) == {"更换01-3 菜场入口的版面", "补填支出凭证号", "补写“例会”的会议纪要"}
    assert found["更换01-3 菜场入口的版面"].due == today - timedelta(days=10)
    assert "120.00元" in found["补填支出凭证号"].detail
    assert found["补写“例会”的会议纪要"].due == timezone.localdate(held) + timedelta(days=7)
    assert (
        offered(BESIDE, Contribution.todos, officer) == []
    )  # the community's own affairs are the community's


def test_streets_own_rooms_wait_for_the_officer(officer, staff, street):
    MeetingFactory(community=None, street=street, title="部署会", held_at=timezone.now() - timedelta(days=1))
    assert [todo.title for todo in offered(BESIDE, Contribution.todos, officer)] == ["补写“部署会”的会议纪要"]
    assert offered(BESIDE, Contribution.todos, staff) == []


def test_todos_cost_four_queries(staff, community, django_assert_max_num_queries):
    BoardFactory.create_batch(3, community=community)
    ResolutionFactory.create_batch(3, community=community, responsible=staff)
    ExpenseFactory.create_batch(3, community=community, without_voucher=True)
    with django_assert_max_num_queries(4):
        offered(BESIDE, Contribution.todos, staff)


def test_todo_links_lead_to_exactly_those_rows(client, staff, community, street):
    ExpenseFactory(community=community, without_voucher=True, purpose="缺凭证的")
    ExpenseFactory(community=community)
    ExpenseFactory(line=FundLineFactory(community=None, street=street), without_voucher=True)
    client.force_login(staff)
    link = next(todo.url for todo in offered(BESIDE, Contribution.todos, staff))
    rows = client.get(link).context["rows"]
    assert [row.purpose for row in rows] == ["缺凭证的"]


def test_search_finds_meetings_and_courses_by_title_within_what_one_sees(staff, stranger, community):
    MeetingFactory(community=community, title="桃花节筹备会")
    CourseFactory(community=community, title="桃花写生")
    assert {hit.title for hit in offered(BESIDE, Contribution.search, staff, "桃花")} == {
        "桃花节筹备会",
        "桃花写生",
    }
    assert offered(BESIDE, Contribution.search, stranger, "桃花") == []


def test_chapters_of_an_empty_year_are_complete_sentences(street):
    for chapter in offered(BESIDE, Contribution.chapters, street, 2025):
        assert all("None" not in text for block in chapter.blocks for text in block.get("paras", []))


@pytest.mark.parametrize("communities", [1, 4])
def test_chapters_cost_a_constant_number_of_queries(street, communities, django_assert_max_num_queries):
    for _ in range(communities):
        place = CommunityFactory(street=street)
        ExpenseFactory(line=FundLineFactory(community=place))
        EditionFactory(community=place)
        LessonFactory(community=place)
        VenueFactory(community=place)
    with django_assert_max_num_queries(20):
        offered(BESIDE, Contribution.chapters, street, timezone.localdate().year)


def test_book_of_an_empty_year_says_so(street):
    assert [chapter.title for chapter in offered(NOUNS, Contribution.chapters, street, 2001)] == [
        "年度计划",
        "大事记",
        "五个一工程",
    ]
    assert Event.objects.count() == 0


def test_year_state_of_staff_is_their_communitys_of_officer_the_streets(staff, officer, stranger, community):
    year = timezone.localdate().year
    FundLineFactory(community=community, budget=100, received=50)
    FundLineFactory(community=stranger.community, budget=300, received=300)
    LessonFactory.create_batch(2, community=community)
    own, whole = (
        offered(BESIDE, Contribution.year_state, staff, year),
        offered(BESIDE, Contribution.year_state, officer, year),
    )
    assert [(fact.value, fact.target) for fact in own] == [(50, 100), (2, 12)]
    assert [(fact.value, fact.target) for fact in whole] == [(88, 100), (2, 24)]
