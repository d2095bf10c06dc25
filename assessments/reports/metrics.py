"""The app's own figures (考核 A4); see portal.metrics for the contract."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from assessments.reports.models import PeriodReport
from portal.metrics import Metric


def reports_late(street, year: int, until: date) -> dict[int, Decimal]:
    """次: reports of the year handed in after their due day, up to `until`."""
    late = PeriodReport.objects.for_year(year).late().filter(street=street, submitted_at__date__lte=until)
    return _counted(late)


def reports_missing(street, year: int, until: date) -> dict[int, Decimal]:
    """次: reports whose due day is over at the end of `until` and which were not in by then.

    A report due today is not missing before the day has ended.
    """
    last = min(until, timezone.localdate() - timedelta(days=1))
    not_in = Q(submitted_at__isnull=True) | Q(submitted_at__date__gt=until)
    return _counted(PeriodReport.objects.for_year(year).filter(not_in, street=street, due_on__lte=last))


def _counted(reports):
    rows = reports.order_by().values(key=F("community")).annotate(n=Count("pk"))
    return {row["key"]: Decimal(row["n"]) for row in rows}


def _rows_url(state):
    def url(community, year):
        return (
            f"{reverse('assessments:periodreport-list')}?community={community.pk}&year={year}&state={state}"
        )

    return url


METRICS = [
    Metric("reports_late", "迟报", "次", reports_late, _rows_url("late"), "超过报送期限才报送的月报、季报、小结和总结。"),
    Metric("reports_missing", "缺报", "次", reports_missing, _rows_url("missing"), "期限已过仍没有报送的月报、季报、小结和总结。"),
]  # fmt: skip
