"""Schemes, assessments and reports in the shell, on the home page, in the metrics and in the book."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from assessments.contributions.book import yearbook
from assessments.marking import demo as marking_demo
from assessments.marking.models import Assessment
from assessments.reports import demo as report_demo
from assessments.reports import metrics as report_metrics
from assessments.reports.models import PeriodReport
from assessments.reports.services import state_counts
from assessments.results import demo as result_demo
from assessments.results.models import Outcome
from assessments.schemes import demo as scheme_demo
from assessments.schemes.models import Scheme
from portal.metrics import declared_in
from portal.pieces import Fact, MenuItem, Todo

__all__ = ["demo", "menu", "metrics", "todos", "year_state", "yearbook"]

SECTION = "考核"
AHEAD = timedelta(days=14)  # how early a report that falls due appears among the to-dos
Status = Assessment.Status


def menu(user):
    if not (user.is_officer or user.is_leader or user.is_staff_member):
        return []
    return [
        MenuItem("社区考核", reverse("assessments:assessment-list"), "clipboard-check", SECTION, 510),
        MenuItem("考核办法", reverse("assessments:scheme-list"), "list-check", SECTION, 520),
        MenuItem("工作报送", reverse("assessments:periodreport-list"), "file-report", SECTION, 530),
    ]


def metrics():
    return declared_in(report_metrics)


def demo(ground):
    report_demo.fill(ground)
    scheme_demo.fill(ground)
    marking_demo.fill(ground)
    result_demo.fill(ground)


# To-dos --------------------------------------------------------------------------------------
def todos(user):
    if user.is_staff_member:
        return [*_self_scores(user), *_reports_to_write(user), *_rectifications(user)]
    if user.is_officer:
        return [*_reviews(user), *_overdue_reports(user), *_rectifications(user)]
    if user.is_leader:
        return _decisions(user)
    return []


def _self_scores(user):
    rows = Assessment.objects.editable_by(user).filter(status=Status.SELF).select_related("scheme")
    return [
        Todo(
            f"提交{row.scheme.year}年考核自评", reverse("assessments:assessment-self", args=[row.pk]), "考核自评",
            row.scheme.self_due_on, f"目前暂计 {row.base or 0} 分",
        )
        for row in rows
    ]  # fmt: skip


def _reports_to_write(user):
    rows = PeriodReport.objects.editable_by(user).owed().filter(due_on__lte=timezone.localdate() + AHEAD)
    return [
        Todo(
            f"报送{row.title}", reverse("assessments:periodreport-write", args=[row.pk]), "工作报送",
            row.due_on, "已有草稿" if row.body else "可从系统数据生成初稿",
        )
        for row in rows.order_by("due_on")[:10]
    ]  # fmt: skip


def _reviews(user):
    rows = list(
        Assessment.objects.editable_by(user)
        .filter(status=Status.REVIEW)
        .select_related("scheme", "community")
        .order_by("self_submitted_at")
    )
    if not rows:
        return []
    names = "、".join(row.community.name for row in rows[:6]) + ("等" if len(rows) > 6 else "")
    url = f"{reverse('assessments:assessment-list')}?status=review"
    if len(rows) == 1:
        url = reverse("assessments:assessment-review", args=[rows[0].pk])
    return [Todo(f"复评 {len(rows)} 个社区的自评", url, "考核复评", rows[0].scheme.review_due_on, names)]


def _overdue_reports(user):
    rows = PeriodReport.objects.editable_by(user).missing(timezone.localdate()).select_related("community")
    names = list(dict.fromkeys(row.community.name for row in rows.order_by("due_on")))
    if not names:
        return []
    shown = "、".join(names[:6]) + ("等" if len(names) > 6 else "")
    url = f"{reverse('assessments:periodreport-list')}?state=missing"
    return [Todo(f"催报：{len(names)} 个社区有逾期未报的材料", url, "工作报送", detail=shown)]


def _rectifications(user):
    rows = Outcome.objects.editable_by(user).filter(due_on__isnull=False, done_on__isnull=True)
    return [
        Todo(
            f"{row.assessment.community}整改：{row.content}", row.get_absolute_url(), "考核整改", row.due_on
        )
        for row in rows.select_related("assessment__community").order_by("due_on")[:10]
    ]  # fmt: skip


def _decisions(user):
    """Schemes whose every assessment is reviewed and waits for the decision."""
    rows = Scheme.objects.visible_to(user).annotate(
        n=Count("assessments"), ready=Count("assessments", filter=Q(assessments__status=Status.REVIEWED))
    )
    return [
        Todo(f"审定{row.year}年社区考核结果", row.ranking_url, "考核审定", detail=f"{row.n} 个社区复评已完成")
        for row in rows
        if row.n and row.n == row.ready
    ]


# The year's state ----------------------------------------------------------------------------
def year_state(user, year):
    if not (user.is_officer or user.is_leader or user.is_staff_member):
        return []
    return [*_punctuality(user, year), *_stage(user, year)]


def _punctuality(user, year):
    counts = state_counts(PeriodReport.objects.visible_to(user).for_year(year))
    due = counts["on_time"] + counts["late"] + counts["missing"]
    if not due:
        return []
    url = f"{reverse('assessments:periodreport-list')}?year={year}"
    tone = "bad" if counts["missing"] else "warn" if counts["late"] else "good"
    note = f"迟报 {counts['late']} 份，逾期未报 {counts['missing']} 份"
    return [Fact("报送及时率", counts["on_time"] * 100 // due, "%", 100, url, note, tone)]


def _stage(user, year):
    rows = list(Assessment.objects.visible_to(user).filter(scheme__year=year).select_related("scheme"))
    if not rows:
        return []
    if user.is_staff_member:
        row = rows[0]
        value = row.get_grade_display() or row.get_status_display()
        return [Fact("年度考核", value, url=row.get_absolute_url(), note=f"暂计 {row.total or 0} 分")]
    done = sum(row.status != Status.SELF for row in rows)
    note = (
        "已审定"
        if all(row.status == Status.FINAL for row in rows)
        else "其余自评中"
        if done < len(rows)
        else "自评已齐"
    )
    return [Fact("考核自评已提交", done, "个社区", len(rows), rows[0].scheme.ranking_url, note)]
