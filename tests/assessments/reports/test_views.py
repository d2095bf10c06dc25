"""Periodic reports on the screen, and the query budget of the pages."""

from io import BytesIO

from django.utils import timezone
from docx import Document

from assessments.marking.scheme_steps import SCHEME
from assessments.models import PeriodReport
from assessments.schemes.services import fill_scheme
from portal.documents import CONTENT_TYPE
from tests.assessments.pages import said, url
from tests.factories.assessments.reports import PeriodReportFactory
from tests.factories.assessments.schemes import SchemeFactory


def test_officer_hands_out_a_year_of_reports(client, officer, community, staff):
    year = timezone.localdate().year
    client.force_login(officer)
    data = {
        "year": year,
        "kinds": ["quarter", "half", "year"],
        "day": 5,
        "half_on": f"{year}-07-10",
        "year_on": f"{year}-12-10",
    }
    client.post(url("periodreport-schedule"), data)
    assert PeriodReport.objects.filter(community=community).count() == 6
    assert staff.notices.count() == 1


def test_staff_writes_from_the_portals_figures_and_hands_in(client, staff, community):
    report = PeriodReportFactory(community=community, year=2025)
    client.force_login(staff)
    text = client.get(url("periodreport-write", report.pk)).content.decode()
    assert "一、主要工作" in text
    page = client.post(
        url("periodreport-write", report.pk), {"body": "三、问题\n（请填写）", "act": "submit"}
    )
    assert "没有填" in said(page)
    assert "三、问题" in page.content.decode()
    client.post(url("periodreport-write", report.pk), {"body": "一、主要工作完成。", "act": "submit"})
    report.refresh_from_db()
    assert (report.body, report.submitted_by) == ("一、主要工作完成。", staff)


def test_officer_does_not_read_a_draft(client, officer, community):
    report = PeriodReportFactory(community=community, body="还没写完的草稿")
    client.force_login(officer)
    text = client.get(report.get_absolute_url()).content.decode()
    assert "还没写完的草稿" not in text
    assert "社区还没有报送" in text


def test_list_filters_who_is_late_or_missing(client, officer, community):
    late = PeriodReportFactory(community=community, late=True, number=2)
    missing = PeriodReportFactory(community=community, missing=True, number=3)
    PeriodReportFactory(community=community, on_time=True)
    client.force_login(officer)
    for state, expected in (("late", late), ("missing", missing)):
        page = client.get(url("periodreport-list"), {"state": state, "year": 2025})
        assert list(page.context["object_list"]) == [expected]


def test_due_day_moves_only_while_nothing_was_handed_in(client, officer, staff, community):
    report = PeriodReportFactory(community=community, on_time=True)
    client.force_login(officer)
    page = client.post(
        url("periodreport-edit", report.pk), {"title": "改", "due_on": "2025-05-01"}, follow=True
    )
    assert "不能再改期限" in said(page)
    client.force_login(staff)
    assert client.post(url("periodreport-delete", report.pk)).status_code == 403
    assert PeriodReport.objects.get() == report


def test_pages_of_the_default_table_stay_within_the_query_budget(
    client, officer, staff, leader, community, django_assert_max_num_queries
):
    scheme = SchemeFactory(community=community)
    fill_scheme(scheme=scheme, source=None)
    SCHEME.take("publish", scheme, by=officer)
    assessment = scheme.assessments.get()
    score = assessment.scores.last()
    pages = [
        (staff, url("assessment-self", assessment.pk)),
        (officer, scheme.get_absolute_url()),
        (officer, assessment.get_absolute_url()),
        (officer, score.get_absolute_url()),
        (leader, scheme.ranking_url),
    ]
    for person, address in pages:
        client.force_login(person)
        client.get(address)
        with django_assert_max_num_queries(25):
            assert client.get(address).status_code == 200


def test_report_is_downloaded_as_a_word_paper(client, officer, staff, community):
    report = PeriodReportFactory(
        community=community, on_time=True, title="第一季度季报", body="一、主要工作\n举办活动3场。"
    )
    client.force_login(officer)
    response = client.get(url("periodreport-paper", report.pk))
    texts = [paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs]
    assert {"第一季度季报", "一、主要工作", "举办活动3场。"} <= set(texts)
    assert any("滨河社区居民委员会" in text for text in texts)


def test_draft_is_a_paper_for_its_community_alone(client, officer, staff, community):
    report = PeriodReportFactory(community=community, body="一、主要工作")
    client.force_login(officer)
    page = client.get(url("periodreport-paper", report.pk), follow=True)
    assert "还没有报送" in said(page)
    client.force_login(staff)
    assert client.get(url("periodreport-paper", report.pk))["Content-Type"] == CONTENT_TYPE
