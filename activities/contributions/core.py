"""What plans, projects, themes and events contribute to the shell and the other apps."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from activities import book_core
from activities.contributions.core_todos import todos_of
from activities.demo import core_demo
from activities.events import metrics as event_metrics
from activities.events.models import Event, Task
from activities.plans import metrics as plan_metrics
from activities.plans.lights import TONES, elapsed_share, light_of, share_of
from activities.plans.models import Plan, Target
from activities.projects import metrics as project_metrics
from activities.projects.models import Milestone, Project, Theme
from portal.metrics import declared_in
from portal.pieces import Fact, Hit, MenuItem

SECTION = "年度工作"
TOOK_PLACE = Q(status__in=[Event.Status.HELD, Event.Status.CLOSED])
NOT_COUNTED = Q(status__in=[Event.Status.DRAFT, Event.Status.CANCELLED])


def menu(user):
    if user.is_captain:
        return [_events_item(), _calendar_item()]
    if not (user.is_officer or user.is_staff_member or user.is_leader):
        return []
    return [
        MenuItem("年度计划", reverse("activities:plan-list"), "clipboard-list", SECTION, 200),
        MenuItem("十百千万", reverse("activities:target-list"), "target-arrow", SECTION, 204),
        MenuItem("文化主题", reverse("activities:theme-list"), "tag", SECTION, 206),
        MenuItem("五个一工程", reverse("activities:project-list"), "flag", SECTION, 210),
        _events_item(),
        _calendar_item(),
    ]


def _events_item():
    return MenuItem("活动", reverse("activities:event-list"), "confetti", SECTION, 220)


def _calendar_item():
    return MenuItem("日历", reverse("activities:calendar"), "calendar", SECTION, 230)


def todos(user):
    return todos_of(user)


def year_state(user, year):
    """Events held against the plan, 人次 against the target, themes; of the street or the own community."""
    if not (user.is_officer or user.is_staff_member or user.is_leader):
        return []
    events = Event.objects.visible_to(user).for_year(year)
    themes = Theme.objects.visible_to(user).for_year(year)
    if user.community_id:
        events, themes = (
            events.filter(community=user.community_id),
            themes.filter(community=user.community_id),
        )
    listing = f"{reverse('activities:event-list')}?year={year}&status=took_place"
    if user.community_id:
        listing += f"&community={user.community_id}"
    # The street's own events count here, and not in 个十百千万, which adds up the communities.
    scope = "" if user.community_id else "（含街道本级）"
    figures = events.aggregate(
        done=Count("pk", filter=TOOK_PLACE), planned=Count("pk", filter=~NOT_COUNTED),
        times=Coalesce(Sum("attendances", filter=TOOK_PLACE), 0),
    )  # fmt: skip
    return [
        _fact(f"已开展活动{scope}", figures["done"], "场", figures["planned"], listing, year),
        _fact(f"参与人次{scope}", figures["times"], "人次", _attendance_target(user, year), listing, year),
        Fact("文化主题", themes.count(), "个", url=f"{reverse('activities:theme-list')}?year={year}"),
    ]


def _fact(label, value, unit, target, url, year):
    if not target:
        return Fact(label, value, unit, url=url)
    light = light_of(share_of(value, target), elapsed_share(year, timezone.localdate()))
    return Fact(label, value, unit, target=int(target), url=url, note=f"序时{light}", tone=TONES[light])


def _attendance_target(user, year):
    """The own community's 万人次, or the sum of all communities' plans."""
    rows = Target.objects.visible_to(user).filter(
        plan__year=year, kind=Target.Kind.PARTICIPANTS, plan__community__isnull=False
    )
    return rows.aggregate(total=Sum("value"))["total"] or 0


def search(user, text):
    events = Event.objects.visible_to(user).filter(title__icontains=text).select_related("community")[:10]
    hits = [
        Hit(event.title, event.get_absolute_url(), "活动", f"{event.when} {event.owner_name}")
        for event in events
    ]
    for model, kind in ((Plan, "年度计划"), (Project, "项目")):
        rows = model.objects.visible_to(user).filter(title__icontains=text).select_related("community")[:10]
        hits += [
            Hit(row.title, row.get_absolute_url(), kind, f"{row.year}年 {row.owner_name}") for row in rows
        ]
    return hits


def metrics():
    return [*declared_in(plan_metrics), *declared_in(event_metrics), *declared_in(project_metrics)]


def yearbook(street, year):
    return book_core.chapters(street, year)


def hand_over(predecessor, successor):
    """Open work follows the post: events not closed, open tasks and milestones, projects of this year on."""
    closed = [Event.Status.CLOSED, Event.Status.CANCELLED]
    this_year = timezone.localdate().year
    return (
        Event.objects.filter(responsible=predecessor).exclude(status__in=closed).update(responsible=successor)
        + Task.objects.hand_over(predecessor, successor)
        + Milestone.objects.hand_over(predecessor, successor)
        + Project.objects.filter(lead=predecessor, year__gte=this_year).update(lead=successor)
    )


def demo(street, year, rng):
    core_demo.fill(street, year, rng)
