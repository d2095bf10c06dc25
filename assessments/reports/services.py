"""Verbs over 工作报送, and the text that the portal's figures start it with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from activities.models import Edition, Event, Lesson
from assessments.reports.models import PeriodReport
from assessments.reports.rules import TO_FILL, can_write_report
from portal.links import link
from portal.models import User
from portal.notices.services import notify
from portal.steps import require
from troupes.models import Rehearsal

Kind = PeriodReport.Kind

LISTED = 30


@dataclass(frozen=True)
class Due:
    """One report of the year before it is handed out."""

    kind: str
    number: int
    title: str
    due_on: date


def plan_reports(*, year: int, kinds: list[str], day: int, half_on: date, year_on: date) -> list[Due]:
    """The reports that each community owes. Months and quarters are due on `day` of the month after
    the period (December's and the fourth quarter's in the next January)."""
    dues = []
    if Kind.MONTH in kinds:
        dues += [Due(Kind.MONTH, n, f"{year}年{n}月月报", _after(year, n, day)) for n in range(1, 13)]
    if Kind.QUARTER in kinds:
        names = "一二三四"
        dues += [
            Due(Kind.QUARTER, n, f"{year}年第{names[n - 1]}季度季报", _after(year, n * 3, day))
            for n in range(1, 5)
        ]
    if Kind.HALF in kinds:
        dues.append(Due(Kind.HALF, 1, f"{year}年上半年工作小结", half_on))
    if Kind.YEAR in kinds:
        dues.append(Due(Kind.YEAR, 1, f"{year}年年终工作总结", year_on))
    return dues


def _after(year, month, day):
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day, monthrange(year, month)[1]))


@transaction.atomic
def schedule_reports(*, street, year: int, dues: list[Due], by) -> int:
    """Hand the reports out to every community of the street; those handed out before stay as they are.

    Returns how many rows were added. Raises PermissionDenied unless `by` is the street's officer.
    """
    if not (by.is_officer and by.street_id == street.pk):
        raise PermissionDenied("工作报送由街道文化员布置。")
    before = PeriodReport.objects.filter(street=street, year=year).count()
    PeriodReport.objects.bulk_create(
        [
            PeriodReport(
                street=street,
                community=community,
                year=year,
                kind=due.kind,
                number=due.number,
                title=due.title,
                due_on=due.due_on,
            )
            for community in street.communities.all()
            for due in dues
        ],
        ignore_conflicts=True,
    )
    added = PeriodReport.objects.filter(street=street, year=year).count() - before
    if added:
        staff = User.objects.staff_of(street.communities.all())
        notify(staff, f"街道布置了{year}年工作报送，请留意报送期限", link("assessments:periodreport-list"))
    return added


@transaction.atomic
def save_report(*, report: PeriodReport, by) -> None:
    """Keep the text as a draft."""
    current = PeriodReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    require([] if can_write_report(by, current) else ["这份材料已经报送，不能再改。"])
    report.save(update_fields=["body"])


def period_of(report: PeriodReport) -> tuple[date, date]:
    """First and last day of what the report tells about."""
    months = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}[report.kind]
    last_month = months * report.number
    first = date(report.year, last_month - months + 1, 1)
    return first, date(report.year, last_month, monthrange(report.year, last_month)[1])


def starting_text(report: PeriodReport) -> str:
    """A draft from the portal's own rows: events held and 人次, rehearsals, lessons, editions of the period."""
    first, last = period_of(report)
    last = min(last, timezone.localdate())
    events = list(
        Event.objects.held().filter(community=report.community_id).between(first, last).order_by("starts_at")
    )
    return "\n".join(
        [
            "一、主要工作",
            *(_event_lines(events) or ["本期没有登记举办的活动。"]),
            "",
            "二、工作数据",
            _figures(report.community_id, events, first, last),
            "",
            "三、存在的问题",
            TO_FILL,
            "",
            "四、下一步打算",
            TO_FILL,
        ]
    )


def _event_lines(events):
    lines = [
        f"{number}. {_day(event)}在{event.place}举办《{event.title}》，参与 {event.attendances or 0} 人次。"
        for number, event in enumerate(events[:LISTED], start=1)
    ]
    more = len(events) - LISTED
    return [*lines, f"另有 {more} 场活动，详见活动列表。"] if more > 0 else lines


def _day(event):
    start = timezone.localtime(event.starts_at)
    return f"{start.month}月{start.day}日"


def _figures(community, events, first, last):
    attendances = sum(event.attendances or 0 for event in events)
    rehearsals = Rehearsal.objects.filter(troupe__community=community, date__range=(first, last)).count()
    lessons = Lesson.objects.filter(
        course__community=community, held_at__date__gte=first, held_at__date__lt=last + timedelta(days=1)
    ).aggregate(people=Sum("attended"))
    editions = Edition.objects.filter(board__community=community, published_on__range=(first, last))
    pages = editions.aggregate(pages=Sum("pages"))["pages"] or 0
    return (
        f"举办活动 {len(events)} 场，参与 {attendances} 人次；团队排练和活动 {rehearsals} 次；"
        f"市民学校到课 {lessons['people'] or 0} 人次；黑板报、宣传栏 {pages} 版。"
    )


def state_counts(rows) -> dict[str, int]:
    """How many of `rows` are on time, late, missing, open; one query."""
    today = timezone.localdate()
    handed_in = Q(submitted_at__isnull=False)
    in_time = Q(submitted_at__date__lte=F("due_on"))
    return rows.aggregate(
        on_time=Count("pk", filter=handed_in & in_time),
        late=Count("pk", filter=handed_in & ~in_time),
        missing=Count("pk", filter=~handed_in & Q(due_on__lt=today)),
        open=Count("pk", filter=~handed_in & Q(due_on__gte=today)),
    )
