"""Figures of plans. Source: the indicator table of the assessment (A2)."""

from decimal import Decimal

from django.db.models import Min
from django.utils import timezone

from activities.plans.models import PlanRound
from portal.metrics import Figures, Group, Kind, grouped_by_owner, metric, rows


@metric(
    "年度计划批准日",
    unit="日",
    kind=Kind.DAY,
    group=Group.REPORTING,
    rows=rows("activities:plan-list"),
    definition="社区年度计划第一次获得批准的日子是全年第几天。",
)
def plan_approved_day(street, year, until) -> Figures:
    """Day of the year (1–366) of the first approval of the owner's plan; a plan approved before the year
    begins counts as day 1. An owner without an approved plan is absent."""
    rounds = PlanRound.objects.filter(
        plan__street=street,
        plan__year=year,
        decision=PlanRound.Decision.APPROVED,
        decided_at__date__lte=until,
    )
    first = grouped_by_owner(rounds).annotate(first=Min("decided_at")).values_list("owner", "first")
    return {owner: Decimal(_day_of_year(moment, year)) for owner, moment in first}


def _day_of_year(moment, year):
    day = timezone.localdate(moment)
    return max(1, day.timetuple().tm_yday) if day.year == year else 1 if day.year < year else 366
