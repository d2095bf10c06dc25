from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.models import PeriodReport
from assessments.reports.metrics import reports_late, reports_missing
from assessments.reports.services import (
    TO_FILL,
    period_of,
    plan_reports,
    save_report,
    schedule_reports,
    starting_text,
    state_counts,
)
from assessments.reports.steps import REPORT
from tests.factories.activities.events import EventFactory
from tests.factories.assessments.reports import PeriodReportFactory
from tests.factories.portal import CommunityFactory


def test_report_due_today_is_open_and_missing_tomorrow(community):
    PeriodReportFactory(community=community, due_on=timezone.localdate())
    assert not PeriodReport.objects.missing(timezone.localdate()).exists()
    assert PeriodReport.objects.missing(timezone.localdate() + timedelta(days=1)).exists()


DEFAULTS = {
    "year": 2026,
    "kinds": ["quarter", "half", "year"],
    "day": 5,
    "half_on": date(2026, 7, 10),
    "year_on": date(2026, 12, 10),
}


def test_default_schedule_has_the_offices_due_days():
    assert [due.due_on for due in plan_reports(**DEFAULTS)] == [
        date(2026, 4, 5),
        date(2026, 7, 5),
        date(2026, 10, 5),
        date(2027, 1, 5),
        date(2026, 7, 10),
        date(2026, 12, 10),
    ]


def test_months_are_due_in_the_month_after_and_short_months_keep_their_last_day():
    dues = plan_reports(**(DEFAULTS | {"kinds": ["month"], "day": 28}))
    assert len(dues) == 12
    assert (dues[0].title, dues[0].due_on, dues[-1].due_on) == (
        "2026年1月月报",
        date(2026, 2, 28),
        date(2027, 1, 28),
    )


def test_schedule_covers_every_community_and_never_twice(community, officer):
    CommunityFactory(street=community.street)
    CommunityFactory(name="别的街道的社区")
    dues = plan_reports(**DEFAULTS)
    assert schedule_reports(street=community.street, year=2026, dues=dues, by=officer) == 12
    PeriodReport.objects.filter(community=community, kind="year").update(due_on=date(2026, 12, 1))
    assert schedule_reports(street=community.street, year=2026, dues=dues, by=officer) == 0
    assert PeriodReport.objects.get(community=community, kind="year").due_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        ("month", 2, date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", 3, date(2024, 7, 1), date(2024, 9, 30)),
        ("half", 1, date(2024, 1, 1), date(2024, 6, 30)),
        ("year", 1, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_period_of_a_report(kind, number, first, last):
    assert period_of(PeriodReport(year=2024, kind=kind, number=number)) == (first, last)


def test_starting_text_tells_the_events_and_attendances_of_the_period_only(community):
    def held(title, day, people):
        start = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=9)
        EventFactory(
            community=community,
            title=title,
            status="held",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            place="文化广场",
            attendances=people,
        )

    held("元宵灯会", date(2025, 2, 12), 320)
    held("重阳演出", date(2025, 10, 29), 200)
    text = starting_text(PeriodReportFactory(community=community, year=2025))
    assert "1. 2月12日在文化广场举办《元宵灯会》，参与 320 人次。" in text
    assert "举办活动 1 场，参与 320 人次" in text
    assert "重阳演出" not in text
    assert text.count(TO_FILL) == 2


def test_report_is_handed_in_once_by_its_community(community, staff, stranger):
    report = PeriodReportFactory(community=community, body="一、主要工作")
    with pytest.raises(PermissionDenied):
        REPORT.take("submit", report, by=stranger)
    REPORT.take("submit", report, by=staff)
    report.refresh_from_db()
    assert report.submitted_by == staff
    with pytest.raises(ValidationError, match="已经报送"):
        save_report(report=report, by=staff)


@pytest.mark.parametrize(("body", "sentence"), [("  ", "正文还是空的"), (f"三、问题\n{TO_FILL}", "没有填")])
def test_unfinished_text_stays_a_draft(community, staff, body, sentence):
    report = PeriodReportFactory(community=community)
    report.body = body
    save_report(report=report, by=staff)
    with pytest.raises(ValidationError, match=sentence):
        REPORT.take("submit", report, by=staff)
    report.refresh_from_db()
    assert (report.body, report.submitted_at) == (body, None)


def test_metrics_tell_late_from_missing(community):
    PeriodReportFactory(community=community, on_time=True, number=1)
    PeriodReportFactory(community=community, late=True, number=2)
    PeriodReportFactory(community=community, missing=True, number=3)
    end = date(2025, 12, 31)
    assert reports_late(community.street, 2025, end) == {community.pk: Decimal(1)}
    assert reports_missing(community.street, 2025, end) == {community.pk: Decimal(1)}
    assert reports_late(community.street, 2024, end) == {}


def test_metrics_look_at_the_day_asked_for(community):
    PeriodReportFactory(community=community, late=True)
    day_between = date(2025, 4, 5)
    assert reports_late(community.street, 2025, day_between) == {}
    assert reports_missing(community.street, 2025, day_between) == {community.pk: Decimal(1)}
    assert reports_missing(community.street, 2025, date(2025, 4, 6)) == {}


def test_a_report_due_today_is_not_missing_yet(community):
    today = timezone.localdate()
    PeriodReportFactory(community=community, year=today.year, due_on=today)
    assert reports_missing(community.street, today.year, today) == {}


def test_state_counts_add_up(community):
    PeriodReportFactory(community=community, on_time=True, number=1)
    PeriodReportFactory(community=community, late=True, number=2)
    PeriodReportFactory(community=community, missing=True, number=3)
    PeriodReportFactory(community=community, number=4)
    assert state_counts(PeriodReport.objects.all()) == {"on_time": 1, "late": 1, "missing": 1, "open": 1}
