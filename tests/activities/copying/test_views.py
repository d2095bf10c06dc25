"""The pages of plans as the office walks through them."""

from django.utils import timezone

from activities.models import Plan
from tests.activities.pages import said, url
from tests.factories.activities.events import EventFactory
from tests.factories.activities.plans import PlanFactory
from tests.factories.activities.projects import ThemeFactory

THIS = timezone.localdate().year


def test_copy_shows_moved_dates_and_makes_the_draft_of_what_was_chosen(client, staff, community):
    source = PlanFactory(community=community, year=THIS - 1, approved=True)
    theme = ThemeFactory(community=community, year=THIS - 1, plan=source)
    began = timezone.now().replace(year=THIS - 1, month=5, day=1)
    event = EventFactory(community=community, plan=source, starts_at=began, closed=True, title="五一汇演")
    client.force_login(staff)
    assert "五一汇演" in client.get(url("plan-copy")).content.decode()
    client.post(url("plan-copy"), {"events": [event.pk], "themes": [theme.pk]})
    plan = Plan.objects.get(year=THIS)
    assert [(one.title, one.status, one.year) for one in plan.events.all()] == [("五一汇演", "draft", THIS)]


def test_copy_refuses_events_of_another_plan(client, staff, stranger, community):
    PlanFactory(community=community, year=THIS - 1, approved=True)
    foreign = EventFactory(community=stranger.community)
    client.force_login(staff)
    page = client.post(url("plan-copy"), {"events": [foreign.pk]})
    assert page.status_code == 200
    assert not Plan.objects.filter(year=THIS).exists()


def test_copy_without_a_plan_of_last_year_says_what_to_do(client, staff):
    client.force_login(staff)
    response = client.get(url("plan-copy"), follow=True)
    assert said(response) == [f"没有{THIS - 1}年度计划可以沿用，请新建{THIS}年度计划。"]
