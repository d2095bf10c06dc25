"""For the appendix of the yearbook: 全年工作文件目录."""

from django.utils import timezone
from django.utils.dateformat import format as date_text

from activities.meetings.models import Meeting
from activities.plans.models import Plan
from portal.book import Block, heading, table

COLUMNS = [("序号", 12, "center"), ("日期", 34, "left"), ("文件", 86, "left"), ("单位", 26, "left")]


def papers(street, year) -> list[Block]:
    """Approved plans and meetings with minutes, in date order: the year's papers a reader may ask for."""
    plans = Plan.objects.filter(street=street, status=Plan.Status.APPROVED).for_year(year)
    meetings = Meeting.objects.filter(street=street).for_year(year).with_minutes()
    found = [(plan.approved_at, plan.title, plan.owner_name) for plan in plans.select_related("community")]
    found += [
        (meeting.held_at, f"{meeting.title}纪要", meeting.owner_name)
        for meeting in meetings.select_related("community")
    ]
    rows = [
        [number, date_text(timezone.localtime(at), "Y年n月j日"), title, owner]
        for number, (at, title, owner) in enumerate(sorted(found, key=lambda paper: paper[0]), 1)
    ]
    return [heading("全年工作文件目录"), table(COLUMNS, rows)] if rows else []
