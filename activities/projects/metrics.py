"""Figures of themes (文化主题): how many, and how far their events have come."""

from django.db.models import Count, Q, Sum

from activities.projects.models import HELD, Theme
from portal.metrics import Figures, Group, Kind, by_owner, count_by_owner, metric, rows, share


@metric(
    "文化主题",
    unit="个",
    group=Group.EVENTS,
    rows=rows("activities:theme-list"),
    definition="本年度确定的文化主题个数。",
)
def themes(street, year, until) -> Figures:
    """Themes that the owner has set for the year."""
    return count_by_owner(Theme.objects.filter(street=street).for_year(year))


@metric(
    "主题计划完成率",
    kind=Kind.SHARE,
    group=Group.EVENTS,
    rows=rows("activities:theme-list"),
    definition="各主题已开展的场次除以各主题的计划场次，最高为 100%。",
)
def theme_completion(street, year, until) -> Figures:
    """Events of the owner's themes that took place ÷ planned events of its themes, at most 1. An owner
    without themes is absent."""
    own = Theme.objects.filter(street=street).for_year(year)
    planned = by_owner(own, Sum("planned_events"))
    held = HELD & Q(events__starts_at__year=year, events__starts_at__date__lte=until)
    done = by_owner(own, Count("events", filter=held))
    return {owner: share(done.get(owner, 0), total) for owner, total in planned.items() if total}
