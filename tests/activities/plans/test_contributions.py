"""What plans bring to the home page and the yearbook."""

from datetime import date

from django.utils import timezone

from activities.events.contributions import EventContribution
from activities.plans.contributions import PlanContribution
from activities.projects.contributions import ProjectContribution
from portal.contributions import Contribution
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory
from tests.offers import offered

NOUNS = [PlanContribution(), EventContribution(), ProjectContribution()]


NOW = timezone.now()


TODAY = timezone.localdate()


THIS = TODAY.year


def titles(user):
    return {todo.title for todo in offered(NOUNS, Contribution.todos, user)}


def test_staff_without_a_plan_are_asked_for_one_and_with_a_returned_one_to_submit_again(staff, community):
    year = THIS + 1 if TODAY.month == 12 else THIS
    (todo,) = offered(NOUNS, Contribution.todos, staff)
    assert (todo.title, todo.due) == (f"编制{year}年度计划", date(year, 1, 31))
    PlanFactory(community=community, year=year, status="returned", submitted_at=NOW, title="计划")
    assert titles(staff) == {"修改后再次报审《计划》"}


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
