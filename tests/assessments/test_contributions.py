from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.contributions import NOUNS
from assessments.demo import FILLS
from assessments.models import Assessment, Outcome, PeriodReport, Scheme
from portal.contributions import Contribution
from portal.demo.ground import Ground
from tests.factories.assessments.marking import AssessmentFactory
from tests.factories.assessments.reports import PeriodReportFactory
from tests.factories.assessments.results import OutcomeFactory
from tests.factories.assessments.schemes import SchemeFactory
from tests.factories.portal import CommunityFactory, UserFactory
from tests.offers import offered


def titles(todos):
    return [todo.title for todo in todos]


def test_staff_is_reminded_of_self_score_reports_and_rectification(staff, community):
    assessment = AssessmentFactory(community=community, scheme__year=2025)
    near = PeriodReportFactory(community=community, title="第一季度季报")
    PeriodReportFactory(community=community, due_on=timezone.localdate() + timedelta(days=60))
    outcome = OutcomeFactory(community=community)
    found = offered(NOUNS, Contribution.todos, staff)
    assert {(todo.title, todo.url, todo.due) for todo in found} == {
        ("提交2025年考核自评", f"/assessments/{assessment.pk}/self/", assessment.scheme.self_due_on),
        ("报送第一季度季报", f"/assessments/reports/{near.pk}/write/", near.due_on),
        ("滨河社区整改：补齐活动档案", f"/assessments/{outcome.assessment_id}/", outcome.due_on),
    }


def test_staff_is_not_reminded_of_another_communitys_work(staff, street):
    other = CommunityFactory(street=street)
    AssessmentFactory(community=other)
    PeriodReportFactory(community=other)
    assert offered(NOUNS, Contribution.todos, staff) == []


def test_officer_is_sent_to_the_one_review_or_to_the_list(officer, community):
    one = AssessmentFactory(community=community, status="review")
    assert offered(NOUNS, Contribution.todos, officer)[0].url == f"/assessments/{one.pk}/review/"
    AssessmentFactory(community=CommunityFactory(street=community.street), status="review")
    found = offered(NOUNS, Contribution.todos, officer)[0]
    assert (found.title, found.url) == ("复评 2 个社区的自评", "/assessments/?status=review")


def test_officer_is_told_who_is_overdue(officer, community):
    PeriodReportFactory(community=community, missing=True)
    found = offered(NOUNS, Contribution.todos, officer)
    assert (titles(found), found[0].detail) == (["催报：1 个社区有逾期未报的材料"], "滨河社区")


def test_leader_decides_only_when_every_review_is_finished(leader, community):
    scheme = SchemeFactory(community=community, published=True, year=2025)
    AssessmentFactory(community=community, scheme=scheme, reviewed=True)
    waiting = AssessmentFactory(community=CommunityFactory(street=community.street), scheme=scheme)
    assert offered(NOUNS, Contribution.todos, leader) == []
    Assessment.objects.filter(pk=waiting.pk).update(
        status="reviewed", total=80, self_submitted_at=timezone.now()
    )
    assert titles(offered(NOUNS, Contribution.todos, leader)) == ["审定2025年社区考核结果"]


@pytest.mark.parametrize("role", ["captain", "auditor", "admin"])
def test_roles_without_a_part_in_the_assessment_see_nothing(role, street, community):
    person = UserFactory(role=role, street=street, community=community if role == "captain" else None)
    AssessmentFactory(community=community)
    assert (
        offered(NOUNS, Contribution.menu, person),
        offered(NOUNS, Contribution.todos, person),
        offered(NOUNS, Contribution.year_state, person, 2025),
    ) == ([], [], [])


def test_year_state_tells_punctuality_and_stage(officer, community):
    PeriodReportFactory(community=community, on_time=True, number=1)
    PeriodReportFactory(community=community, late=True, number=2)
    AssessmentFactory(community=community, scheme__year=2025)
    facts = {
        fact.label: (fact.value, fact.target)
        for fact in offered(NOUNS, Contribution.year_state, officer, 2025)
    }
    assert facts == {"报送及时率": (50, 100), "考核自评已提交": (0, 1)}


@pytest.fixture
def demo_street(street, community, officer, leader, staff):
    for number in range(2, 9):
        UserFactory(community=CommunityFactory(street=street, name=f"第{number}社区", position=number))
    community.position = 1
    community.save()
    return street


def fill(street, year):
    ground = Ground.of(street, year)
    for fill_noun in FILLS:
        fill_noun(ground)


def test_demo_leaves_last_year_decided_and_this_year_open(demo_street, community, staff, officer):
    this = timezone.localdate().year
    for year in (this - 1, this):
        fill(demo_street, year)
    last, current = Scheme.objects.order_by("year")
    assert set(last.assessments.values_list("status", flat=True)) == {"final"}
    assert sorted(last.assessments.values_list("rank", flat=True)) == list(range(1, 9))
    assert current.assessments.filter(status="review").count() == 2
    assert current.assessments.get(community=community).status == "self"
    assert Outcome.objects.filter(due_on__isnull=False, done_on__isnull=True).count() == 1
    assert not PeriodReport.objects.filter(submitted_at__gt=timezone.now()).exists()
    assert {"考核自评", "工作报送"} <= {todo.kind for todo in offered(NOUNS, Contribution.todos, staff)}
    assert {"考核复评", "考核整改"} <= {todo.kind for todo in offered(NOUNS, Contribution.todos, officer)}


def test_demo_is_the_same_each_time(demo_street):
    this = timezone.localdate().year
    fill(demo_street, this - 1)
    first = list(Assessment.objects.order_by("community").values_list("community", "total", "grade"))
    Outcome.objects.all().delete()
    Assessment.objects.all().delete()
    Scheme.objects.all().delete()
    PeriodReport.objects.all().delete()
    fill(demo_street, this - 1)
    assert list(Assessment.objects.order_by("community").values_list("community", "total", "grade")) == first
