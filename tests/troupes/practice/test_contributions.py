from datetime import date, timedelta

from django.utils import timezone

from portal.contributions import Contribution
from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.honours import ProgrammeFactory
from tests.factories.troupes.people import MembershipFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from tests.offers import offered
from troupes.contributions import NOUNS
from troupes.practice.chapter import troupe_chapter


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


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
    assert chapter.title == "群众文化团队"
    [table] = blocks(chapter, "table")
    assert table["rows"] == [["1", "滨河舞蹈队", "滨河社区", "舞蹈", then.person.name, "1", "1"]]
    assert [block["names"] for block in blocks(chapter, "names")] == [[then.person.name]]
    assert now.person.name not in str(chapter.blocks)
    assert "《映山红》（女声合唱，原创）" in str(chapter.blocks)
    assert ["出勤率", "100%"] in blocks(chapter, "facts")[0]["pairs"]


def test_yearbook_takes_the_same_queries_for_one_troupe_and_for_three(community, django_assert_num_queries):
    MembershipFactory(community=community)
    with django_assert_num_queries(5):
        offered(NOUNS, Contribution.chapters, community.street, 2025)
    MembershipFactory(community=community)
    MembershipFactory(community=community)
    with django_assert_num_queries(5):
        offered(NOUNS, Contribution.chapters, community.street, 2025)
