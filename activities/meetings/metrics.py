"""Figures of meetings. Source: the indicator table of the assessment (A3)."""

from activities.meetings.models import Meeting
from portal.metrics import Figures, Group, count_by_owner, metric, rows


@metric(
    "有纪要的专题会议",
    unit="次",
    group=Group.REPORTING,
    rows=rows("activities:meeting-list", minutes="counted"),
    definition="本年度召开、有会议纪要并列出议定事项的会议次数。",
)
def meetings_with_minutes(street, year, until) -> Figures:
    """Meetings of the year with written minutes and at least one decision."""
    meetings = Meeting.objects.filter(street=street).for_year(year)
    return count_by_owner(meetings.filter(held_at__date__lte=until).counted())
