"""Plans: who may take which step, what each step leaves behind."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.copying import services as plan_copies
from activities.models import Event, Project, Theme
from tests.factories.activities.events import EventFactory
from tests.factories.activities.plans import PlanFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory, ThemeFactory

THIS = timezone.localdate().year


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2025, 3, 20), date(2026, 3, 19)),
        (date(2025, 1, 1), date(2026, 1, 7)),  # 52 weeks later is still the old year
        (date(2024, 1, 1), date(2025, 1, 6)),
        (date(2024, 12, 31), date(2025, 12, 30)),
        (date(2024, 2, 29), date(2025, 2, 27)),
    ],
)
def test_moved_day_is_the_same_weekday_of_the_next_year(day, moved):
    assert plan_copies.moved_day(day) == moved
    assert moved.weekday() == day.weekday()
    assert moved.year == day.year + 1


def test_copy_plan_takes_the_intention_and_nothing_that_happened(street, community, officer, staff):
    source = PlanFactory(
        community=None, street=street, year=THIS - 1, approved=True, title=f"{THIS - 1}年街道计划"
    )
    TargetFactory(plan=source, kind="participants", value=10000, scope="street")
    theme = ThemeFactory(community=None, street=street, year=THIS - 1, plan=source)
    project = ProjectFactory(five=True, street=street, year=THIS - 1, plan=source, lead=officer)
    MilestoneFactory(project=project, due_on=date(THIS - 1, 3, 5), done_on=date(THIS - 1, 3, 4))
    began = timezone.make_aware(datetime(THIS - 1, 3, 20, 9))
    kept = EventFactory(
        community=None,
        street=street,
        plan=source,
        project=project,
        theme=theme,
        title=f"{THIS - 1}年桃花节",
        closed=True,
        starts_at=began,
        permit_number="许字1号",
        expected_people=5000,
    )
    EventFactory(
        community=None, street=street, plan=source, starts_at=began, status="cancelled", reason="下雨"
    )

    plan = plan_copies.copy_plan(source=source, by=officer)

    event = plan.events.get()
    assert (plan.year, plan.title, plan.status, plan.copied_from) == (
        THIS,
        f"{THIS}年街道计划",
        "draft",
        source,
    )
    assert list(plan.targets.values_list("kind", "value", "scope")) == [("participants", 10000, "street")]
    assert (event.title, event.status, event.copied_from) == (f"{THIS}年桃花节", "draft", kept)
    assert (event.permit_number, event.attendances, event.people, event.published_at) == (
        "",
        None,
        None,
        None,
    )
    assert event.starts_at - began in (timedelta(days=364), timedelta(days=371))
    assert event.ends_at - event.starts_at == kept.ends_at - kept.starts_at
    assert (event.project.year, event.theme.year) == (THIS, THIS)
    step = event.project.milestones.get()
    assert (step.done_on, step.due_on) == (None, plan_copies.moved_day(date(THIS - 1, 3, 5)))


def test_copy_plan_leaves_out_what_was_not_chosen(community, staff):
    source = PlanFactory(community=community, year=THIS - 1, approved=True)
    theme = ThemeFactory(community=community, year=THIS - 1, plan=source)
    began = timezone.make_aware(datetime(THIS - 1, 5, 1, 9))
    EventFactory(community=community, plan=source, theme=theme, starts_at=began, closed=True, title="留下的")
    EventFactory(community=community, plan=source, starts_at=began, closed=True, title="不要的")

    plan = plan_copies.copy_plan(
        source=source,
        by=staff,
        themes=source.themes.none(),
        projects=source.projects.none(),
        events=source.events.filter(title="留下的"),
    )

    assert [(event.title, event.theme) for event in plan.events.all()] == [("留下的", None)]
    assert not Theme.objects.filter(year=THIS).exists()
    assert not Project.objects.filter(year=THIS).exists()


def test_copy_plan_into_a_year_that_has_its_plan_is_refused(community, staff):
    source = PlanFactory(community=community, year=THIS - 1)
    PlanFactory(community=community, year=THIS)
    with pytest.raises(ValidationError, match=f"{THIS}年度计划已经建立"):
        plan_copies.copy_plan(source=source, by=staff)
    assert Event.objects.count() == 0
