"""报送: handing a periodic report in closes it."""

from django.utils import timezone

from assessments.reports.models import PeriodReport
from assessments.reports.rules import is_writer, why_not_submit
from portal.steps import Machine, Step


def _hand_in(report, *, by):
    report.submitted_at, report.submitted_by = timezone.now(), by


REPORT = Machine(
    PeriodReport,
    Step(
        "submit",
        "报送",
        from_=(False,),
        may=is_writer,
        why_not=why_not_submit,
        change=_hand_in,
        done="已报送。",
        not_yours="工作报送由社区文体干部撰写。",
        not_now="这份材料已经报送，不能再改。",
    ),
    state_of=lambda report: report.submitted_at is not None,
)
