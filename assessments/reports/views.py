from functools import partial

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessments.reports import rules
from assessments.reports.forms import ReportFilter, ReportForm, ReportScheduleForm, ScheduleForm
from assessments.reports.models import PeriodReport
from assessments.reports.services import period_of, save_report, schedule_reports, starting_text, state_counts
from assessments.reports.steps import REPORT
from portal.documents.delivery import paper_response
from portal.documents.paper import Paper
from portal.documents.typed import read_text
from portal.links import link
from portal.pages.columns import Column
from portal.pages.generic import DetailPage, ListPage
from portal.pages.verbs import allow, carry_out, crumbs_of, delete_page, form_page, officer_only, turn_away

HANDED_IN = "社区已经报送，不能再改期限或撤回。"

ABOVE = ("工作报送", "assessments:periodreport-list")


class PeriodReportList(ListPage):
    model = PeriodReport
    title = "工作报送"
    template_name = "assessments/reports/list.html"
    related = ("community", "submitted_by")
    filter_form = ReportFilter
    create_url = "assessments:periodreport-schedule"
    create_label = "布置年度报送"
    creators = ("officer",)
    # What is owed stands first, the most overdue above; then what came in, newest first.
    ordering = (F("submitted_at").desc(nulls_first=True), "due_on", "community__position", "pk")
    empty_text = "还没有布置工作报送。"
    columns = (
        Column("title", link=True),
        Column("community.name", "社区", sort="community__position"),
        Column("get_kind_display", sort=True),
        Column("due_on", sort=True),
        Column("state", "报送情况", tone="status_tone"),
        Column("submitted_at", sort=True),
        Column("submitted_by.name", "报送人"),
    )

    def get_context_data(self, **kwargs):
        year = timezone.localdate().year
        rows = PeriodReport.objects.visible_to(self.request.user).for_year(year)
        return super().get_context_data(**kwargs) | {"year": year, "counts": state_counts(rows)}


class PeriodReportDetail(DetailPage):
    model = PeriodReport
    parent = ABOVE
    related = ("community", "street", "submitted_by")
    template_name = "assessments/reports/detail.html"
    fields = (
        Column("community.name", "社区"),
        Column("get_kind_display"),
        Column("period", "所属时段", value=lambda row: "{:%Y-%m-%d} 至 {:%Y-%m-%d}".format(*period_of(row))),
        Column("due_on"),
        Column("state", "报送情况", tone="status_tone"),
        Column("submitted_at"),
        Column("submitted_by.name", "报送人"),
    )

    def get_context_data(self, **kwargs):
        user, report = self.request.user, self.object
        scheduling = rules.can_change_schedule(user, report)
        return super().get_context_data(**kwargs) | {
            "readable": rules.can_read_text(user, report),
            "writing": rules.can_write_report(user, report),
            "edit_url": "assessments:periodreport-edit" if scheduling else "",
            "delete_url": "assessments:periodreport-delete" if scheduling else "",
        }


def periodreport_schedule(request):
    """Hand out a year's reports to all communities at once."""
    officer_only(request)
    form = ScheduleForm(request.POST or None, user=request.user, year=timezone.localdate().year)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        added = schedule_reports(street=request.user.street, year=year, dues=form.dues(), by=request.user)
        messages.success(request, f"新布置 {added} 份；以前布置过的保持不变。")
        return redirect(link("assessments:periodreport-list", year=year))
    context = {
        "title": "布置年度报送",
        "form": form,
        "crumbs": [ABOVE],
        "hint": "按年度一次布置给全部社区。月报、季报在期满后次月报送；重复布置不会改动已有的期限和正文。",
        "submit_label": "布置",
    }
    return render(request, "pages/form.html", context)


def periodreport_write(request, pk):
    """The community's text: a draft that starts from the portal's own figures."""
    reports = PeriodReport.objects.editable_by(request.user).select_related("community")
    report = get_object_or_404(reports, pk=pk)
    allow(request.user.is_staff_member, "工作报送由社区文体干部撰写。")
    if report.submitted_at:
        messages.info(request, "这份材料已经报送，不能再改。")
        return redirect(report)
    initial = {} if report.body else {"body": starting_text(report)}
    form = ReportForm(request.POST or None, instance=report, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid() and _keep(request, form.save(commit=False)):
        return redirect(report)
    context = {
        "title": f"撰写{report.title}",
        "form": form,
        "report": report,
        "crumbs": [ABOVE, (report.title, report.get_absolute_url())],
    }
    return render(request, "assessments/reports/write.html", context | {"is_new": not report.body})


def _keep(request, report):
    """存草稿, or 报送 on top of it: a refusal to hand in loses nothing that was written."""
    save_report(report=report, by=request.user)
    if request.POST.get("act") != "submit":
        messages.success(request, "已保存草稿。")
        return True
    hand_in = partial(REPORT.take, "submit", report, by=request.user)
    return carry_out(request, REPORT["submit"].done, hand_in)


def periodreport_paper(request, pk):
    """The report as an office paper (公文), drafted by its community and signed with its name."""
    reports = PeriodReport.objects.visible_to(request.user).select_related("community")
    report = get_object_or_404(reports, pk=pk)
    if not rules.can_read_text(request.user, report):
        return turn_away(request, report, ["社区还没有报送，没有正文可以下载。"])
    signed_on = timezone.localdate(report.submitted_at) if report.submitted_at else None
    paper = Paper(
        report.title, read_text(report.body), signer=f"{report.community}居民委员会", signed_on=signed_on
    )
    return paper_response(request, paper, f"{report.community}{report.title}")


def _owed(request, pk):
    """A report that the officer still may change; handed in, it stays (404 for strangers comes first)."""
    report = get_object_or_404(PeriodReport.objects.editable_by(request.user), pk=pk)
    officer_only(request)
    return report


def periodreport_edit(request, pk):
    """The officer renames a report or moves its due day."""
    report = _owed(request, pk)
    if not rules.can_change_schedule(request.user, report):
        return turn_away(request, report, [HANDED_IN])
    form = ReportScheduleForm(request.POST or None, instance=report, user=request.user)
    return form_page(
        request,
        form,
        save=form.save,
        title="修改报送要求",
        done="已保存。",
        target=report.get_absolute_url(),
        crumbs=crumbs_of(report),
    )


def periodreport_delete(request, pk):
    """The officer withdraws a report that nobody has handed in."""
    report = _owed(request, pk)
    if not rules.can_change_schedule(request.user, report):
        return turn_away(request, report, [HANDED_IN])
    return delete_page(
        request,
        report,
        delete=report.delete,
        target=link("assessments:periodreport-list"),
        crumbs=crumbs_of(report),
    )
