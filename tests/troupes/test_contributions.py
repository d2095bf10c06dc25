from datetime import date, timedelta
from operator import attrgetter

from django.utils import timezone

from portal.contributions import Contribution
from tests.factories.troupes import (  # fmt: skip
    AwardFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    RehearsalFactory,
    RollCallFactory,
    TroupeFactory,
)
from tests.offers import offered
from troupes.contributions import NOUNS
from troupes.groups.contributions import TroupeContribution
from troupes.honours.chapter import award_chapter
from troupes.practice.chapter import troupe_chapter


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


order = attrgetter("order")


def test_menu_shows_each_role_what_it_can_use(officer, staff, captain, leader, admin, auditor):
    labels = {
        user.role: [item.label for item in sorted(offered(NOUNS, Contribution.menu, user), key=order)]
        for user in (officer, captain, admin, auditor)
    }
    assert labels["captain"] == ["团队", "活动时间表", "人员", "排练"]
    assert labels["officer"] == ["团队", "活动时间表", "人员", "排练", "节目", "获奖", "人才库"]
    assert labels["admin"] == labels["auditor"] == []


def test_captain_is_asked_to_call_rolls_and_confirm_the_roster(
    community, captain, django_assert_max_num_queries
):
    troupe = TroupeFactory(community=community, captain=captain, name="滨河舞蹈队")
    late = RehearsalFactory(troupe=troupe, date=days_ago(10))
    RollCallFactory(rehearsal=RehearsalFactory(troupe=troupe, date=days_ago(3)))
    RehearsalFactory(troupe=troupe, date=days_ago(-3))
    RehearsalFactory(community=community, date=days_ago(3))
    with django_assert_max_num_queries(4):
        todos = offered(NOUNS, Contribution.todos, captain)
    assert {(todo.url, todo.due) for todo in todos} == {
        (f"/rehearsals/{late.pk}/call/", days_ago(7)),
        (f"/troupes/{troupe.pk}/#roster", None),
    }


def test_staff_are_asked_for_leaders_and_rosters_of_their_own_troupes(community, staff, stranger):
    bare = TroupeFactory(community=community)
    fine = TroupeFactory(community=community, confirmed=True)
    MembershipFactory(troupe=fine, leading=True)
    TroupeFactory(community=stranger.community)
    TroupeFactory(community=community, closed=True)
    todos = offered(NOUNS, Contribution.todos, staff)
    assert {todo.url for todo in todos} == {f"/troupes/{bare.pk}/#roster"}
    assert {todo.kind for todo in todos} == {"团队", "花名册"}


def test_officer_gets_counts_that_lead_to_the_lists(community, officer, stranger, foreigner, client):
    TroupeFactory(community=community, confirmed=True)
    TroupeFactory(community=stranger.community)
    assert [todo.title[:4] for todo in offered(NOUNS, Contribution.todos, officer)] == ["2 支团", "1 支团"]
    assert offered(NOUNS, Contribution.todos, foreigner) == []
    client.force_login(officer)
    assert client.get(offered(NOUNS, Contribution.todos, officer)[0].url).context["paginator"].count == 2


def test_year_state_counts_people_once(community, officer, admin):
    first = MembershipFactory(community=community)
    MembershipFactory(person=first.person, community=community)
    MembershipFactory(community=community, ended=True)
    facts = {fact.label: fact.value for fact in offered(NOUNS, Contribution.year_state, officer, 2026)}
    assert facts == {"团队数": 3, "在册人数": 1}
    assert offered(NOUNS, Contribution.year_state, admin, 2026) == []


def test_search_finds_people_and_troupes_in_the_own_range_only(community, officer, foreigner):
    troupe = TroupeFactory(community=community, name="桂花舞蹈队")
    person = PersonFactory(community=community, name="桂和平")
    assert {hit.url for hit in offered(NOUNS, Contribution.search, officer, "gh")} == {
        troupe.get_absolute_url(),
        person.get_absolute_url(),
    }
    assert {hit.kind for hit in offered(NOUNS, Contribution.search, officer, "桂")} == {"团队", "人员"}
    assert offered(NOUNS, Contribution.search, foreigner, "桂") == []


def test_troupes_follow_the_captains_post(community, captain, staff):
    troupe = TroupeFactory(community=community, captain=captain)
    assert TroupeContribution().hand_over(captain, staff) == 1
    troupe.refresh_from_db()
    assert troupe.captain == staff


def blocks(chapter, kind):
    return [block for block in chapter.blocks if block["kind"] == kind]


def test_yearbook_lists_every_troupe_with_the_roster_of_that_year(community):
    troupe = TroupeFactory(community=community, name="滨河舞蹈队", introduction="擅长扇子舞。")
    then = MembershipFactory(troupe=troupe, leading=True, ended=True)
    now = MembershipFactory(troupe=troupe, since=date(2025, 2, 1))
    ProgrammeFactory(troupe=troupe, title="映山红", genre="女声合唱", is_original=True)
    RollCallFactory(rehearsal=RehearsalFactory(troupe=troupe, date=date(2024, 5, 1)), person=then.person)
    RehearsalFactory(troupe=troupe, date=date(2024, 6, 1))
    TroupeFactory(community=community, closed=True)
    chapter = troupe_chapter(community.street, 2024)
    assert (chapter.title, chapter.order) == ("群众文化团队", 40)
    [table] = blocks(chapter, "table")
    assert table["rows"] == [["1", "滨河舞蹈队", "滨河社区", "舞蹈", then.person.name, "1", "1"]]
    assert [block["names"] for block in blocks(chapter, "names")] == [[then.person.name]]
    assert now.person.name not in str(chapter.blocks)
    assert "《映山红》（女声合唱，原创）" in str(chapter.blocks)
    assert ["出勤率", "100%"] in blocks(chapter, "facts")[0]["pairs"]


def test_yearbook_prints_awards_the_highest_first(community):
    for level, day in (("street", 1), ("nation", 2), ("district", 3)):
        AwardFactory(community=community, level=level, awarded_on=date(2025, 5, day))
    AwardFactory(community=community, awarded_on=date(2024, 5, 1))
    chapter = award_chapter(community.street, 2025)
    assert [row[3] for row in blocks(chapter, "table")[0]["rows"]] == ["国家级", "区级", "街道级"]
    assert "共获奖 3 项，其中国家级 1 项，区级 1 项，街道级 1 项" in str(chapter.blocks)
    empty = award_chapter(community.street, 2020)
    assert empty.blocks == []


def test_yearbook_takes_the_same_queries_for_one_troupe_and_for_three(community, django_assert_num_queries):
    MembershipFactory(community=community)
    with django_assert_num_queries(5):
        offered(NOUNS, Contribution.chapters, community.street, 2025)
    MembershipFactory(community=community)
    MembershipFactory(community=community)
    with django_assert_num_queries(5):
        offered(NOUNS, Contribution.chapters, community.street, 2025)
