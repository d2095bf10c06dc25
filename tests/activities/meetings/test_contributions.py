from datetime import timedelta

from django.utils import timezone

from activities.meetings.contributions import MeetingContribution
from portal.contributions import Contribution
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.portal import UserFactory
from tests.offers import offered

NOUNS = [MeetingContribution()]


def test_open_decision_is_a_todo_of_the_responsible_person_only(staff, stranger, community):
    row = ResolutionFactory(community=community, responsible=staff, title="维修音响")
    ResolutionFactory(community=community, responsible=staff, done=True)
    ResolutionFactory(community=community)
    assert [(todo.title, todo.due) for todo in offered(NOUNS, Contribution.todos, staff)] == [
        ("办理议定事项：维修音响", row.due_on)
    ]
    assert offered(NOUNS, Contribution.todos, stranger) == []


def test_hand_over_moves_open_decisions_only(staff, community):
    successor = UserFactory(community=community)
    still_open = ResolutionFactory(community=community, responsible=staff)
    done = ResolutionFactory(community=community, responsible=staff, done=True)
    assert sum(noun.hand_over(staff, successor) for noun in NOUNS) == 1
    still_open.refresh_from_db()
    done.refresh_from_db()
    assert (still_open.responsible, done.responsible) == (successor, staff)


def test_many_decisions_and_minutes_are_one_line_each_that_leads_to_them(client, staff, community):
    ResolutionFactory.create_batch(4, community=community, responsible=staff)
    ResolutionFactory(community=community)
    long_ago = timezone.now() - timedelta(days=30)
    MeetingFactory.create_batch(4, community=community, held_at=long_ago, minutes="")
    found = {todo.title: todo.url for todo in offered(NOUNS, Contribution.todos, staff)}
    assert {"办理 4 项议定事项", "补写 4 次会议的纪要"} <= set(found)
    client.force_login(staff)
    for title in ("办理 4 项议定事项", "补写 4 次会议的纪要"):
        assert client.get(found[title]).context["paginator"].count == 4, title
