"""Periodic reports: quarters, half and year, this year the months too. Handed in up to today, mostly on time."""

from datetime import timedelta

from django.db.models import Count, Sum
from django.db.models.functions import ExtractMonth

from activities.models import Event
from assessments.reports import demo_texts as texts
from assessments.reports.models import PeriodReport
from assessments.reports.services import Due, period_of, plan_reports
from portal.demo.ground import moment

DUE_DAY = 5  # of the month after a month or quarter
SOON = timedelta(days=10)


def fill(ground):
    months = _events_by_month(ground)
    dues = _dues(ground)
    rows = [
        _report(ground, due, community, place, months)
        for place, community in enumerate(ground.communities)
        for due in dues
    ]
    if ground.is_running and ground.communities:
        _bring_forward(ground, rows)
    PeriodReport.objects.bulk_create(rows)


def _dues(ground):
    return plan_reports(
        year=ground.year,
        kinds=[*(["month"] if ground.is_running else []), "quarter", "half", "year"],
        day=DUE_DAY,
        half_on=ground.day(7, 10),
        year_on=ground.day(12, 10),
    )


def _report(ground, due: Due, community, place, months):
    row = PeriodReport(
        street=ground.street,
        community=community,
        year=ground.year,
        kind=due.kind,
        number=due.number,
        title=due.title,
        due_on=due.due_on,
    )
    days = _days_after(ground, due, place)
    handed_in = due.due_on + timedelta(days=days) if days is not None else None
    if handed_in and handed_in < ground.today:
        row.submitted_at = moment(handed_in, ground.rng.randint(9, 16), ground.rng.randint(0, 59))
        row.submitted_by = ground.keeper_of(community)
        row.body = _text(ground, row, months.get(community.pk, {}))
    return row


def _days_after(ground, due, place):
    """How many days after its due day a report came: the first community never late, a few others late
    or (months of this year) not at all."""
    rng = ground.rng
    if place and rng.random() < 0.06:
        return rng.randint(1, 6)
    if place and due.kind == PeriodReport.Kind.MONTH and rng.random() < 0.04:
        return None
    return -rng.randint(0, 4)


def _bring_forward(ground, rows):
    """The first community always has one report that falls due soon."""
    own = [row for row in rows if row.community == ground.candidate and row.submitted_at is None]
    first = min(own, key=lambda row: row.due_on, default=None)
    if first and first.due_on > ground.today + SOON:
        first.due_on = ground.today + timedelta(days=6)


def _text(ground, row, months):
    first, last = period_of(row)
    found = [months[month] for month in range(first.month, last.month + 1) if month in months]
    events, people = sum(count for count, _ in found), sum(total or 0 for _, total in found)
    choice = ground.rng.choice
    return texts.REPORT.format(
        opening=choice(texts.OPENINGS),
        events=events,
        people=people,
        problem=choice(texts.PROBLEMS),
        next_steps=choice(texts.NEXT_STEPS),
    )


def _events_by_month(ground):
    """{community id: {month: (events, 人次)}}, one query."""
    rows = (
        Event.objects.held()
        .filter(street=ground.street, starts_at__year=ground.year, community__isnull=False)
        .annotate(month=ExtractMonth("starts_at"))
        .order_by()
        .values("community", "month")
        .annotate(events=Count("pk"), people=Sum("attendances"))
    )
    months = {}
    for row in rows:
        months.setdefault(row["community"], {})[row["month"]] = (row["events"], row["people"])
    return months
