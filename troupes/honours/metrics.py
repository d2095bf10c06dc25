"""Figures of honours. Part of indicator C4."""

from portal.metrics import Figures, Group, count_by_owner, metric, rows
from troupes.honours.models import Award


@metric(
    "获奖",
    unit="项",
    group=Group.TROUPES,
    rows=rows("troupes:award-list"),
    definition="当年团队和社区获得的奖项数，各级别都计。",
)
def awards(street, year, until) -> Figures:
    """Awards of the owner's troupes and its own, dated in `year` up to `until`."""
    return count_by_owner(Award.objects.filter(street=street, awarded_on__lte=until).for_year(year))
