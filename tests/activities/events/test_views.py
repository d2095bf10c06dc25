"""The pages of events: list, form, detail, verbs, participation."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from activities.models import Event
from tests.activities.pages import said, url
from tests.factories.activities.events import AppearanceFactory, EventFactory, TaskFactory
from tests.factories.activities.funds import ExpenseFactory
from tests.factories.activities.plans import PlanFactory
from tests.factories.activities.projects import ProjectFactory, ThemeFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory
from tests.factories.troupes.groups import TroupeFactory

THIS = timezone.localdate().year


NOW = timezone.now()


def form_of(**changes):
    start = timezone.localtime(NOW).replace(hour=9, minute=0)
    return {
        "title": "邻里运动会",
        "starts_at": f"{start:%Y-%m-%dT%H:%M}",
        "ends_at": f"{start:%Y-%m-%dT11:00}",
        "place": "广场",
        "expected_people": "300",
        "permit_number": "",
        "purpose": "健身",
        "arrangement": "分组",
        "venue": "",
        "project": "",
        "theme": "",
        "responsible": "",
    } | changes


@pytest.fixture
def year_of_events(street, community, officer):
    other = CommunityFactory(street=street)
    project = ProjectFactory(community=community)
    march = timezone.make_aware(datetime(THIS, 3, 5, 9))
    rows = {
        "march": EventFactory(
            community=community, starts_at=march, closed=True, project=project, title="三月闭幕"
        ),
        "june": EventFactory(community=other, starts_at=march.replace(month=6), held=True, title="六月汇演"),
        "street": EventFactory(
            community=None,
            street=street,
            starts_at=march.replace(month=3, day=20),
            planned=True,
            title="桃花节",
        ),
        "old": EventFactory(
            community=community, starts_at=march.replace(year=THIS - 1), closed=True, title="去年的"
        ),
    }
    return rows | {"other": other, "project": project}


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, {"三月闭幕", "六月汇演", "桃花节"}),
        ({"year": "all"}, {"三月闭幕", "六月汇演", "桃花节", "去年的"}),
        ({"year": str(THIS - 1)}, {"去年的"}),
        ({"month": "3"}, {"三月闭幕", "桃花节"}),
        ({"community": "street"}, {"桃花节"}),
        ({"status": "took_place"}, {"三月闭幕", "六月汇演"}),
        ({"status": "planned"}, {"桃花节"}),
        ({"q": "汇演"}, {"六月汇演"}),
        ({"community": "77777"}, {"三月闭幕", "六月汇演", "桃花节", "去年的"}),
    ],
)
def test_event_list_is_filtered(client, officer, year_of_events, wanted, titles):
    client.force_login(officer)
    response = client.get(url("event-list"), wanted)
    if wanted.get("community") == "77777":  # an owner that does not exist is said, not swallowed
        assert response.context["filter"].errors
    assert {row.title for row in response.context["page_obj"]} == titles


def test_event_list_by_project_and_export_hold_the_same_rows(client, officer, year_of_events):
    client.force_login(officer)
    wanted = {"project": year_of_events["project"].pk, "export": "xlsx"}
    sheet = load_workbook(BytesIO(client.get(url("event-list"), wanted).content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == ["三月闭幕"]


def test_staff_see_own_events_and_those_of_the_street(client, staff, year_of_events):
    client.force_login(staff)
    titles = {row.title for row in client.get(url("event-list")).context["page_obj"]}
    assert titles == {"三月闭幕", "桃花节"}


def test_captain_sees_street_events_and_where_his_troupe_appears_or_he_has_work(
    client, captain, community, street
):
    troupe = TroupeFactory(community=community, captain=captain)
    appearing = AppearanceFactory(event=EventFactory(community=community, planned=True), troupe=troupe).event
    working = TaskFactory(event=EventFactory(community=community, planned=True), responsible=captain).event
    EventFactory(community=community, planned=True)
    EventFactory(community=None, street=street)
    public = EventFactory(community=None, street=street, planned=True)
    client.force_login(captain)
    assert set(client.get(url("event-list")).context["page_obj"]) == {appearing, working, public}
    page = client.get(url("event-detail", working.pk)).content.decode()
    assert "支出" not in page


def test_staff_add_an_event_of_their_community_as_a_draft(client, staff, community):
    plan = PlanFactory(community=community, approved=True)
    client.force_login(staff)
    response = client.post(url("event-create"), form_of(community=""), follow=True)
    event = Event.objects.get()
    assert (event.community, event.status, event.plan, event.is_unplanned) == (community, "draft", plan, True)
    assert "年度计划已经批准，这项活动标为“计划外”。" in said(response)


def test_form_refuses_a_project_of_another_year_and_times_in_disorder(client, staff, community):
    project = ProjectFactory(community=community, year=THIS - 1)
    client.force_login(staff)
    start = timezone.localtime(NOW).replace(hour=9)
    changes = {"project": project.pk, "ends_at": f"{start:%Y-%m-%dT08:00}"}
    page = client.post(url("event-create"), form_of(**changes))
    assert "与活动时间的年度不一致" in str(page.context["form"].errors["project"])
    assert "结束时间不能早于开始时间" in str(page.context["form"].non_field_errors())
    assert "健身" in page.content.decode()
    assert not Event.objects.exists()


def test_staff_cannot_choose_another_communitys_theme(client, staff, stranger):
    theme = ThemeFactory(community=stranger.community)
    client.force_login(staff)
    page = client.post(url("event-create"), form_of(theme=theme.pk))
    assert page.context["form"].errors["theme"]


def test_published_event_cannot_grow_past_the_threshold_without_permit(client, staff, community):
    event = EventFactory(community=community, planned=True)
    client.force_login(staff)
    page = client.post(url("event-edit", event.pk), form_of(expected_people="1200"))
    assert "安全许可" in str(page.context["form"].errors["permit_number"])
    client.post(url("event-edit", event.pk), form_of(expected_people="1200", permit_number="许字1号"))
    event.refresh_from_db()
    assert event.expected_people == 1200


def test_clash_of_venue_is_warned_of_and_saved(client, staff, community):
    venue = VenueFactory(community=community)
    start = timezone.localtime(NOW).replace(hour=10, minute=0)
    EventFactory(community=community, venue=venue, responsible=None, starts_at=start, title="合唱排演")
    client.force_login(staff)
    response = client.post(url("event-create"), form_of(venue=venue.pk), follow=True)
    assert Event.objects.filter(title="邻里运动会").exists()
    assert any("合唱排演" in sentence and "场地" in sentence for sentence in said(response))
    assert "时间冲突提醒" in response.content.decode() or start + timedelta(hours=1) < NOW


def test_closed_event_is_not_edited_and_only_drafts_are_deleted(client, staff, community):
    closed, draft = EventFactory(community=community, closed=True), EventFactory(community=community)
    client.force_login(staff)
    assert "已办结" in said(client.post(url("event-edit", closed.pk), form_of(), follow=True))[0]
    client.post(url("event-delete", closed.pk))
    client.post(url("event-delete", draft.pk))
    assert list(Event.objects.all()) == [closed]


def test_publish_of_1200_people_without_permit_is_refused_on_the_page(client, staff, community):
    event = EventFactory(community=community, expected_people=1200)
    client.force_login(staff)
    response = client.post(url("event-publish", event.pk), follow=True)
    assert "预计人数 1200 人，达到大型群众性活动安全许可标准（1000 人）。" in said(response)[0]
    event.refresh_from_db()
    assert event.status == "draft"


def test_hold_form_says_what_is_wrong_and_keeps_it(client, staff, community):
    event = EventFactory(community=community, planned=True, past=True)
    client.force_login(staff)
    page = client.post(url("event-hold", event.pk), {"attendances": "100", "people": "120"})
    assert page.context["form"].errors["people"] == ["参与人数不能多于参与人次。"]
    client.post(url("event-hold", event.pk), {"attendances": "100", "people": ""})
    event.refresh_from_db()
    assert (event.status, event.attendances, event.people) == ("held", 100, None)


def test_postpone_and_cancel_ask_for_reasons(client, staff, community):
    event = EventFactory(community=community, planned=True)
    client.force_login(staff)
    assert client.post(url("event-cancel", event.pk), {"reason": ""}).context["form"].errors
    start = timezone.localtime(NOW) + timedelta(days=3)
    form = {
        "starts_at": f"{start:%Y-%m-%dT%H:%M}",
        "ends_at": f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "reason": "下雨",
    }
    client.post(url("event-postpone", event.pk), form)
    event.refresh_from_db()
    assert (event.status, event.reason) == ("postponed", "下雨")
    client.post(url("event-cancel", event.pk), {"reason": "一直下雨"})
    event.refresh_from_db()
    assert (event.status, event.reason) == ("cancelled", "一直下雨")


def test_only_the_officer_reopens(client, staff, officer, community):
    event = EventFactory(community=community, closed=True)
    client.force_login(staff)
    assert client.post(url("event-reopen", event.pk), {"reason": "改"}).status_code == 403
    client.force_login(officer)
    client.post(url("event-reopen", event.pk), {"reason": "人次有误"})
    event.refresh_from_db()
    assert event.status == "held"


def test_copy_opens_the_form_of_the_new_draft(client, staff, community):
    event = EventFactory(community=community, closed=True)
    client.force_login(staff)
    response = client.post(url("event-copy", event.pk))
    copy = Event.objects.exclude(pk=event.pk).get()
    assert response.url == url("event-edit", copy.pk)


def test_leader_reads_and_changes_nothing(client, leader, community):
    event = EventFactory(community=community, planned=True, past=True)
    client.force_login(leader)
    page = client.get(url("event-detail", event.pk))
    assert page.context["steps"] == []
    assert client.post(url("event-hold", event.pk), {"attendances": "9"}).status_code == 404
    assert client.post(url("event-cancel", event.pk), {"reason": "x"}).status_code == 404


def test_detail_takes_the_same_queries_with_more_rows(client, officer, community):
    event = EventFactory(community=community, planned=True)

    def fill():
        TaskFactory(event=event)
        AppearanceFactory(event=event, troupe=TroupeFactory(community=community))
        ExpenseFactory(community=community, event=event)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(url("event-detail", event.pk))
        return len(captured)

    client.force_login(officer)
    fill()
    queries()
    few = queries()
    fill()
    fill()
    assert queries() == few
    assert few <= 25
