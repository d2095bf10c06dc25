"""Five projects, brands, milestones and their money."""

from datetime import timedelta

from django.utils import timezone

from activities.models import Milestone, Project
from tests.activities.pages import url
from tests.factories.activities.events import EventFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory

THIS = timezone.localdate().year


def form_of(**changes):
    return {"year": THIS, "kind": "brand", "title": "邻里剧场", "aim": "常演常新", "budget": "0"} | changes


def test_officer_sets_up_one_project_of_each_kind_a_year(client, officer, community):
    client.force_login(officer)
    form = form_of(kind="pioneer", title="创先", community="", candidate=community.pk)
    client.post(url("project-create"), form)
    again = client.post(url("project-create"), form)
    assert "本年度的这项“五个一”已经建立。" in str(again.context["form"].non_field_errors())
    project = Project.objects.get()
    assert (project.candidate, project.community, project.street) == (community, None, officer.street)
    assert "推荐社区" in client.get(url("project-detail", project.pk)).content.decode()


def test_five_belong_to_the_street_and_only_the_pioneer_names_a_candidate(client, officer, community):
    client.force_login(officer)
    page = client.post(
        url("project-create"), form_of(kind="festival", community=community.pk, candidate=community.pk)
    )
    assert set(page.context["form"].errors) == {"community", "candidate"}


def test_staff_set_up_brands_of_their_community_only(client, staff, community):
    client.force_login(staff)
    refused = client.post(url("project-create"), form_of(kind="festival"))
    assert refused.context["form"].errors["kind"]
    client.post(url("project-create"), form_of())
    assert Project.objects.get().community == community


def test_page_of_the_year_shows_five_as_cards_and_brands_as_rows(client, officer, community, street):
    ProjectFactory(five=True, street=street)
    ProjectFactory(community=community, title="滨河大舞台")
    ProjectFactory(community=community, title="去年的", year=THIS - 1)
    client.force_login(officer)
    context = client.get(url("project-list")).context
    assert [project.title for project, _ in context["five"]] == ["桃花节"]
    assert [project.title for project in context["brands"].rows] == ["滨河大舞台"]


def test_milestone_is_added_finished_and_reopened(client, staff, community):
    project = ProjectFactory(community=community)
    client.force_login(staff)
    client.post(
        url("project-milestone-add", project.pk), {"title": "定方案", "due_on": "2026-03-01", "note": ""}
    )
    step = Milestone.objects.get()
    client.post(url("milestone-toggle", step.pk))
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    client.post(url("milestone-toggle", step.pk))
    step.refresh_from_db()
    assert step.done_on is None


def test_who_answers_for_a_milestone_finishes_it_and_other_readers_may_not(client, staff, leader, street):
    project = ProjectFactory(five=True, street=street)
    mine, other = MilestoneFactory(project=project, responsible=staff), MilestoneFactory(project=project)
    client.force_login(staff)
    client.post(url("milestone-toggle", mine.pk))
    mine.refresh_from_db()
    assert mine.done_on is not None
    assert client.post(url("milestone-toggle", other.pk)).status_code == 403
    client.force_login(leader)
    assert client.post(url("milestone-toggle", mine.pk)).status_code == 403


def test_milestone_past_its_day_is_said_to_be_overdue(community):
    step = MilestoneFactory(community=community, overdue=True)
    assert (step.state, step.status_tone) == ("已逾期", "bad")
    step.due_on = timezone.localdate() + timedelta(days=1)
    assert step.state == "进行中"


def test_project_with_events_is_not_deleted(client, staff, community):
    project = ProjectFactory(community=community)
    EventFactory(community=community, project=project)
    client.force_login(staff)
    client.post(url("project-delete", project.pk))
    assert Project.objects.filter(pk=project.pk).exists()
