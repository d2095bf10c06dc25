from datetime import timedelta

import pytest
from django.utils import timezone

from activities.corridor.contributions import CorridorContribution
from activities.funds.chapter import money_chapter
from activities.funds.contributions import FundContribution
from activities.leading_group.contributions import LeadingGroupContribution
from activities.meetings.contributions import MeetingContribution
from activities.school.chapter import places_chapter
from activities.school.contributions import SchoolContribution
from activities.surveys.contributions import SurveyContribution
from activities.trainings.contributions import TrainingContribution
from activities.venues.contributions import VenueContribution
from portal.contributions import Contribution
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.school import CourseFactory, LessonFactory, PartnerSchoolFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory, UserFactory
from tests.offers import offered

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


def test_open_decision_is_a_todo_of_the_responsible_person_only(staff, stranger, community):
    row = ResolutionFactory(community=community, responsible=staff, title="维修音响")
    ResolutionFactory(community=community, responsible=staff, done=True)
    ResolutionFactory(community=community)
    assert [(todo.title, todo.due) for todo in offered(BESIDE, Contribution.todos, staff)] == [
        ("办理议定事项：维修音响", row.due_on)
    ]
    assert offered(BESIDE, Contribution.todos, stranger) == []


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


def test_many_stale_boards_are_one_line(staff, community):
    BoardFactory.create_batch(7, community=community)
    assert [todo.title for todo in offered(BESIDE, Contribution.todos, staff)] == [
        "7 块宣传阵地超过60天没有更换"
    ]


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


def test_year_state_without_budget_says_so(staff):
    money = offered(BESIDE, Contribution.year_state, staff, timezone.localdate().year)[0]
    assert (money.value, money.note) == (0, "还没有登记预算")


def test_search_finds_meetings_and_courses_by_title_within_what_one_sees(staff, stranger, community):
    MeetingFactory(community=community, title="桃花节筹备会")
    CourseFactory(community=community, title="桃花写生")
    assert {hit.title for hit in offered(BESIDE, Contribution.search, staff, "桃花")} == {
        "桃花节筹备会",
        "桃花写生",
    }
    assert offered(BESIDE, Contribution.search, stranger, "桃花") == []


def test_hand_over_moves_open_decisions_only(staff, community):
    successor = UserFactory(community=community)
    still_open = ResolutionFactory(community=community, responsible=staff)
    done = ResolutionFactory(community=community, responsible=staff, done=True)
    assert sum(noun.hand_over(staff, successor) for noun in BESIDE) == 1
    still_open.refresh_from_db()
    done.refresh_from_db()
    assert (still_open.responsible, done.responsible) == (successor, staff)


def tables(chapter):
    return {block["caption"]: block for block in chapter.blocks if block["kind"] == "table"}


def test_chapter_of_money_adds_up(street, community):
    line = FundLineFactory(community=community, year=2025, channel="own", budget=1000, received=800)
    ExpenseFactory(line=line, amount=250)
    FundLineFactory(community=None, street=street, year=2025, channel="street", budget=500, received=500)

    chapter = money_chapter(street, 2025)
    assert chapter.title == "经费"
    by_channel = tables(chapter)["2025年文体经费（按渠道）"]["rows"]
    assert by_channel[-1] == ["合计", "1,500.00", "1,300.00", "250.00", "86.7%", "16.7%"]
    by_unit = tables(chapter)["2025年文体经费（按单位）"]["rows"]
    assert by_unit == [["街道本级", "500.00", "500.00", "0.00"], ["滨河社区", "1,000.00", "800.00", "250.00"]]


def test_chapter_of_places_counts_boards_pages_lessons_and_venues(street, community):
    CommunityFactory(street=street, name="空白社区")
    board = BoardFactory(community=community, kind="corridor", length=12)
    EditionFactory(board=board, pages=20, published_on=timezone.localdate())
    LessonFactory(community=community, enrolled=20, attended=15)
    VenueFactory(community=community, shared=True, name="篮球馆")
    PartnerSchoolFactory(community=None, street=street, name="龙三小")

    year = timezone.localdate().year
    chapter = places_chapter(street, year)
    found = tables(chapter)
    assert found[f"{year}年文化长廊与宣传阵地"]["rows"][-1] == ["合计", "1", "12.0", "20"]
    assert ["法律常识", "1", "20", "15", "75.0%"] in found[f"{year}年市民学校课程类别"]["rows"]
    assert found["自有文体场地与辖区单位共享场地"]["rows"][0][1] == "篮球馆"
    assert any("龙三小" in text for block in chapter.blocks for text in block.get("paras", []))


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


def test_many_decisions_and_minutes_are_one_line_each_that_leads_to_them(client, staff, community):
    ResolutionFactory.create_batch(4, community=community, responsible=staff)
    ResolutionFactory(community=community)
    long_ago = timezone.now() - timedelta(days=30)
    MeetingFactory.create_batch(4, community=community, held_at=long_ago, minutes="")
    found = {todo.title: todo.url for todo in offered(BESIDE, Contribution.todos, staff)}
    assert {"办理 4 项议定事项", "补写 4 次会议的纪要"} <= set(found)
    client.force_login(staff)
    for title in ("办理 4 项议定事项", "补写 4 次会议的纪要"):
        assert client.get(found[title]).context["paginator"].count == 4, title
