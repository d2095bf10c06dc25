"""Who writes a periodic report, and who changes what is owed."""

from assessments.reports.models import PeriodReport

TO_FILL = "（请填写）"  # stands in a drafted text where only the community knows


def is_writer(user, report: PeriodReport) -> bool:
    """The community writes its own reports."""
    return user.is_staff_member and user.community_id == report.community_id


def can_write_report(user, report: PeriodReport) -> bool:
    """The community writes its report until it has handed it in."""
    return is_writer(user, report) and report.submitted_at is None


def can_read_text(user, report: PeriodReport) -> bool:
    """A draft is its community's own; what was handed in is read by whoever sees the report."""
    return bool(report.body) and (report.submitted_at is not None or is_writer(user, report))


def can_change_schedule(user, report: PeriodReport) -> bool:
    """The officer may move a due day, or withdraw a report nobody has handed in."""
    return user.is_officer and user.street_id == report.street_id and report.submitted_at is None


def why_not_submit(user, report: PeriodReport) -> list[str]:
    """报送: a text with nothing left to fill in."""
    if not report.body.strip():
        return ["正文还是空的，不能报送。"]
    if TO_FILL in report.body:
        return [f"正文中还有“{TO_FILL}”没有填，请补充或删去后再报送。"]
    return []
