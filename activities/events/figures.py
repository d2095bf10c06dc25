"""Figures of events by month, as the board and the book show them."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth


@dataclass(frozen=True)
class MonthOfEvents:
    """What took place in one month: events, those of the street itself among them, and 人次."""

    month: int
    events: int = 0
    own: int = 0
    attendances: int = 0


def by_month(events, year: int) -> list[MonthOfEvents]:
    """Twelve rows for `year`, one query; `events` is an Event queryset."""
    found = (
        events.for_year(year)
        .held()
        .order_by()
        .annotate(month=ExtractMonth("starts_at"))
        .values("month")
        .annotate(
            events=Count("pk"),
            own=Count("pk", filter=Q(community=None)),
            attendances=Sum("attendances", default=0),
        )
    )
    months = {row["month"]: MonthOfEvents(**row) for row in found}
    return [months.get(month, MonthOfEvents(month)) for month in range(1, 13)]
