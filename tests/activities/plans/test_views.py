"""The pages of plans as the office walks through them."""

import pytest
from django.utils import timezone

from activities.models import Plan, Target
from activities.plans.steps import PLAN
from tests.activities.pages import said, url
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import ThemeFactory
from tests.factories.portal import CommunityFactory

THIS = timezone.localdate().year


def test_staff_write_a_plan_and_submit_it(client, staff, community, leader):
    client.force_login(staff)
    form = {"year": THIS, "title": "文体工作计划", "aims": "办好活动", "measures": "", "safeguards": ""}
    client.post(url("plan-create"), form, follow=True)
    plan = Plan.objects.get()
    assert (plan.community, plan.street, plan.status) == (community, community.street, "draft")
    response = client.post(url("plan-submit", plan.pk), follow=True)
    assert said(response) == ["已报审，审批人会收到通知。"]
    assert "待审批" in response.content.decode()


def test_second_plan_of_a_year_is_refused_in_words_and_keeps_what_was_typed(client, staff, community):
    PlanFactory(community=community)
    client.force_login(staff)
    form = {"year": THIS, "title": "又一个计划", "aims": "办好活动", "measures": "写了很多", "safeguards": ""}
    page = client.post(url("plan-create"), form).content.decode()
    assert "该单位这一年度的计划已经存在。" in page
    assert "写了很多" in page
    assert Plan.objects.count() == 1


def test_submitted_plan_is_locked_for_its_writer(client, staff, community):
    plan = PlanFactory(community=community, submitted=True)
    client.force_login(staff)
    response = client.get(url("plan-edit", plan.pk), follow=True)
    assert said(response) == ["计划已报审，内容已锁定。需要修改时先“撤回”。"]
    client.post(url("plan-targets", plan.pk), {"events_scope": "community", "events_value": 3})
    assert not Target.objects.exists()


def test_staff_may_not_approve_their_own_plan(client, staff, community):
    plan = PlanFactory(community=community)
    PLAN.take("submit", plan, by=staff)
    client.force_login(staff)
    assert client.post(url("plan-approve", plan.pk)).status_code == 403
    plan.refresh_from_db()
    assert plan.status == "submitted"


def test_officer_approves_a_community_plan_but_not_the_street_plan(client, officer, community, staff, leader):
    own = PlanFactory(community=None, street=officer.street)
    PLAN.take("submit", own, by=officer)
    other = PlanFactory(community=community)
    PLAN.take("submit", other, by=staff)
    client.force_login(officer)
    assert client.post(url("plan-approve", own.pk)).status_code == 403
    client.post(url("plan-approve", other.pk))
    assert dict(Plan.objects.values_list("pk", "status")) == {own.pk: "submitted", other.pk: "approved"}
    client.force_login(leader)
    client.post(url("plan-approve", own.pk))
    assert Plan.objects.get(pk=own.pk).status == "approved"


def test_return_asks_for_a_reason(client, leader, community, staff):
    plan = PlanFactory(community=community)
    PLAN.take("submit", plan, by=staff)
    client.force_login(leader)
    assert "请写明理由" in client.post(url("plan-return", plan.pk), {"reason": ""}).content.decode()
    client.post(url("plan-return", plan.pk), {"reason": "补充经费来源"})
    assert plan.rounds.get().reason == "补充经费来源"


def test_plan_list_names_the_communities_that_have_not_submitted(client, officer, street, community):
    PlanFactory(community=community, submitted=True)
    late = CommunityFactory(street=street, name="南桥社区")
    PlanFactory(community=CommunityFactory(street=street, name="北湖社区"))
    client.force_login(officer)
    missing = client.get(url("plan-list")).context["missing"]
    assert {(str(where), words) for where, words, _ in missing} == {
        (late.name, "未建立"),
        ("北湖社区", "草稿"),
    }


def test_rounds_page_shows_added_and_removed_sentences(client, staff, leader, community):
    plan = PlanFactory(community=community, measures="抓团队。抓活动。")
    PLAN.take("submit", plan, by=staff)
    PLAN.take("return", plan, by=leader, reason="补充")
    plan.measures = "抓团队。抓品牌。"
    plan.save()
    PLAN.take("submit", plan, by=staff)
    client.force_login(leader)
    page = client.get(url("plan-rounds", plan.pk), {"before": "1", "after": "2"}).content.decode()
    assert "〔删〕抓活动。</del>" in page
    assert "〔增〕抓品牌。</ins>" in page
    assert "1 处内容有修改" in page
    assert client.get(url("plan-rounds", plan.pk), {"before": "9", "after": "now"}).context["parts"] == []


def test_targets_are_edited_in_one_table_and_an_empty_value_takes_one_out(client, staff, community):
    plan = PlanFactory(community=community)
    TargetFactory(plan=plan, kind="corridor", value=100)
    client.force_login(staff)
    kinds = ("theme", "events", "corridor", "editions", "participants")
    form = {f"{kind}_scope": "community" for kind in kinds} | {f"{kind}_value": "" for kind in kinds}
    client.post(url("plan-targets", plan.pk), form | {"events_value": "12", "participants_value": "8000"})
    assert dict(plan.targets.values_list("kind", "value")) == {"events": 12, "participants": 8000}
    page = client.post(url("plan-targets", plan.pk), form | {"events_value": "-3"})
    assert page.context["form"].errors["events_value"]


def test_theme_of_a_submitted_plan_cannot_be_added_changed_or_deleted(client, staff, community):
    plan = PlanFactory(community=community, submitted=True)
    theme = ThemeFactory(community=community, plan=plan)
    client.force_login(staff)
    form = {"year": THIS, "title": "改名", "description": "", "planned_events": 1}
    assert "不能" in str(client.post(url("theme-edit", theme.pk), form).context["form"].non_field_errors())
    assert "不能再增加主题" in str(client.post(url("theme-create"), form).context["form"].non_field_errors())
    client.post(url("theme-delete", theme.pk))
    assert list(plan.themes.values_list("title", flat=True)) == [theme.title]


@pytest.mark.parametrize("name", ["plan-list", "target-list", "theme-list"])
def test_captain_sees_no_plan_of_anybody(client, captain, community, name):
    PlanFactory(community=community, title="滨河社区计划")
    ThemeFactory(community=community, title="滨河社区主题")
    client.force_login(captain)
    page = client.get(url(name)).content.decode()
    assert "滨河社区计划" not in page
    assert "滨河社区主题" not in page
