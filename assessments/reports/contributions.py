from datetime import timedelta

from django.utils import timezone

from assessments.reports import metrics
from assessments.reports.models import PeriodReport
from assessments.reports.services import state_counts
from assessments.schemes.contributions import SECTION
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import Fact, MenuItem, Todo
from portal.quotes import some_of

AHEAD = timedelta(days=14)  # how early a report that falls due appears among the to-dos


class ReportContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("工作报送", link("assessments:periodreport-list"), "file-report", SECTION, 530)]

    def todos(self, user):
        if user.is_staff_member:
            return _reports_to_write(user)
        return _overdue_reports(user) if user.is_officer else []

    def year_state(self, user, year):
        return _punctuality(user, year) if user.follows_the_year else []

    def metrics(self):
        return declared_in(metrics)


def _reports_to_write(user):
    rows = PeriodReport.objects.editable_by(user).owed().filter(due_on__lte=timezone.localdate() + AHEAD)
    return [
        Todo(
            f"报送{row.title}",
            link("assessments:periodreport-write", row.pk),
            "工作报送",
            row.due_on,
            "已有草稿" if row.body else "可从系统数据生成初稿",
        )
        for row in rows.order_by("due_on")[:10]
    ]


def _overdue_reports(user):
    rows = PeriodReport.objects.editable_by(user).missing(timezone.localdate()).select_related("community")
    names = list(dict.fromkeys(row.community.name for row in rows.order_by("due_on")))
    if not names:
        return []
    url = link("assessments:periodreport-list", state="missing")
    title = f"催报：{len(names)} 个社区有逾期未报的材料"
    return [Todo(title, url, "工作报送", detail=some_of(names))]


def _punctuality(user, year):
    counts = state_counts(PeriodReport.objects.visible_to(user).for_year(year))
    due = counts["on_time"] + counts["late"] + counts["missing"]
    if not due:
        return []
    url = link("assessments:periodreport-list", year=year)
    tone = "bad" if counts["missing"] else "warn" if counts["late"] else "good"
    note = f"迟报 {counts['late']} 份，逾期未报 {counts['missing']} 份"
    return [Fact("报送及时率", counts["on_time"] * 100 // due, "%", 100, url, note, tone)]
