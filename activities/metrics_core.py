"""Figures of plans, themes, events and participation; each is defined here and nowhere else."""

from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils import timezone

from activities.events.models import Event, Participation
from activities.plans.models import PlanRound
from activities.projects.models import Theme
from portal.metrics import Metric


def plan_approved_day(street, year, until):
    """Day of the year (1–366) of the first approval of the community's plan; a plan approved before the
    year begins counts as day 1. A community without an approved plan is absent."""
    rounds = PlanRound.objects.filter(
        plan__street=street, plan__year=year, plan__community__isnull=False,
        decision=PlanRound.Decision.APPROVED, decided_at__date__lte=until,
    )  # fmt: skip
    first = rounds.order_by().values_list("plan__community").annotate(Min("decided_at"))
    return {community: Decimal(_day_of_year(moment, year)) for community, moment in first}


def events_closed(street, year, until):
    """Events of the year that are closed (已办结)."""
    return _counted(_events(street, year, until).closed())


def events_held(street, year, until):
    """Events of the year that took place, closed or not."""
    return _counted(_events(street, year, until).held())


def attendances(street, year, until):
    """人次 of the events that took place."""
    rows = (
        _events(street, year, until).held().order_by().values_list("community").annotate(Sum("attendances"))
    )
    return {community: Decimal(total) for community, total in rows}


def theme_completion(street, year, until):
    """Events of the community's themes that took place ÷ planned events of its themes, at most 1.
    A community without themes is absent."""
    planned = dict(
        Theme.objects.filter(street=street, year=year, community__isnull=False)
        .order_by().values_list("community").annotate(Sum("planned_events"))
    )  # fmt: skip
    done = _counted(_events(street, year, until).held().filter(theme__year=year))
    return {
        community: min(done.get(community, Decimal(0)) / total, Decimal(1))
        for community, total in planned.items()
        if total
    }


def themes(street, year, until):
    """Themes that the community has set for the year."""
    rows = Theme.objects.filter(street=street, year=year, community__isnull=False)
    return _counted(rows)


def street_absences(street, year, until):
    """Unexcused absences from events of the street that took place."""
    rows = Participation.objects.filter(
        Q(event__status=Event.Status.HELD) | Q(event__status=Event.Status.CLOSED),
        street=street, state=Participation.State.ABSENT,
        event__starts_at__year=year, event__starts_at__date__lte=until,
    )  # fmt: skip
    return _counted(rows)


def metrics():
    return [
        Metric("plan_approved_day", "年度计划批准日", "日", plan_approved_day, _rows("plan"),
               "社区年度计划第一次获得批准的日子是全年第几天。"),
        Metric("events_closed", "办结活动", "场", events_closed, _rows("event", status="closed"),
               "本年度开展并已办结的活动场次。"),
        Metric("events_held", "开展活动", "场", events_held, _rows("event", status="took_place"),
               "本年度已举办和已办结的活动场次。"),
        Metric("attendances", "参与人次", "人次", attendances, _rows("event", status="took_place", sort="-attendances"),
               "本年度已举办和已办结活动的参与人次合计。"),
        Metric("theme_completion", "主题计划完成率", "", theme_completion, _rows("theme"),
               "各主题已开展的场次除以各主题的计划场次，最高为 100%。"),
        Metric("themes", "文化主题", "个", themes, _rows("theme"), "本年度确定的文化主题个数。"),
        Metric("street_absences", "缺席街道活动", "次", street_absences, _rows("participation", state="absent"),
               "街道举办的活动中，未请假而没有参加的次数。"),
    ]  # fmt: skip


def _events(street, year, until):
    """Events of communities of the street in `year`, up to and including the day `until`."""
    return Event.objects.filter(
        street=street, community__isnull=False, starts_at__year=year, starts_at__date__lte=until
    )


def _counted(rows):
    return {
        community: Decimal(n)
        for community, n in rows.order_by().values_list("community").annotate(Count("pk"))
    }


def _day_of_year(moment, year):
    day = timezone.localdate(moment)
    return max(1, day.timetuple().tm_yday) if day.year == year else 1 if day.year < year else 366


def _rows(model, **extra):
    """The list page, filtered to the community and the year."""

    def url(community, year):
        return f"{reverse(f'activities:{model}-list')}?{urlencode({'community': community.pk, 'year': year} | extra)}"

    return url
