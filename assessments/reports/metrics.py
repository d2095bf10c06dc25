"""Figures of periodic reports (工作报送). Source: the indicator table of the assessment (A4)."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from assessments.reports.models import PeriodReport
from portal.metrics import Figures, Group, count_by_owner, metric, rows


@metric(
    "迟报",
    unit="次",
    group=Group.REPORTING,
    rows=rows("assessments:periodreport-list", state="late"),
    definition="超过报送期限才报送的月报、季报、小结和总结。",
)
def reports_late(street, year: int, until: date) -> Figures:
    """Reports of the year handed in after their due day, up to `until`."""
    late = PeriodReport.objects.for_year(year).late()
    return count_by_owner(late.filter(street=street, submitted_at__date__lte=until))


@metric(
    "缺报",
    unit="次",
    group=Group.REPORTING,
    rows=rows("assessments:periodreport-list", state="missing"),
    definition="期限已过仍没有报送的月报、季报、小结和总结。",
)
def reports_missing(street, year: int, until: date) -> Figures:
    """Reports whose due day is over at the end of `until` and which were not in by then. A report due today
    is not missing before the day has ended."""
    last = min(until, timezone.localdate() - timedelta(days=1))
    not_in = Q(submitted_at__isnull=True) | Q(submitted_at__date__gt=until)
    return count_by_owner(PeriodReport.objects.for_year(year).filter(not_in, street=street, due_on__lte=last))
