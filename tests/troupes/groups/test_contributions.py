from operator import attrgetter

from portal.contributions import Contribution
from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.people import MembershipFactory, PersonFactory
from tests.offers import offered
from troupes.contributions import NOUNS
from troupes.groups.contributions import TroupeContribution

order = attrgetter("order")


def test_menu_shows_each_role_what_it_can_use(officer, staff, captain, leader, admin, auditor):
    labels = {
        user.role: [item.label for item in sorted(offered(NOUNS, Contribution.menu, user), key=order)]
        for user in (officer, captain, admin, auditor)
    }
    assert labels["captain"] == ["团队", "活动时间表", "人员", "排练"]
    assert labels["officer"] == ["团队", "活动时间表", "人员", "排练", "节目", "获奖", "人才库"]
    assert labels["admin"] == labels["auditor"] == []


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
