"""Schemes on the screen: drafting, formulas, publishing."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.marking.scheme_steps import SCHEME
from assessments.models import Assessment, Indicator, Scheme
from tests.assessments.pages import said, url
from tests.factories.assessments.schemes import SchemeFactory

D = Decimal


def test_officer_drafts_edits_and_publishes_the_default_scheme(client, officer, community, staff):
    client.force_login(officer)
    year = timezone.localdate().year
    page = client.post(url("scheme-create"), {"year": year, "title": "", "source": ""}, follow=True)
    scheme = Scheme.objects.get()
    assert scheme.title == f"{year}年龙泉街道社区文化体育工作考核办法"
    assert len(page.context["indicators"]) == 26
    client.post(url("scheme-publish", scheme.pk))
    scheme.refresh_from_db()
    assert scheme.status == "in_force"
    assert Assessment.objects.get().scores.count() == 26


def test_copying_last_years_scheme_takes_its_thresholds_along(client, officer, community):
    last = SchemeFactory(community=community, small=True, excellent_from=92)
    client.force_login(officer)
    client.post(url("scheme-create"), {"year": timezone.localdate().year, "title": "", "source": last.pk})
    scheme = Scheme.objects.exclude(pk=last.pk).get()
    assert (scheme.excellent_from, scheme.indicators.count()) == (D(92), 2)


def test_second_scheme_of_a_year_is_refused_with_what_was_typed(client, officer, community):
    year = timezone.localdate().year
    SchemeFactory(community=community, year=year)
    client.force_login(officer)
    page = client.post(url("scheme-create"), {"year": year, "title": "我的办法", "source": ""})
    assert "该年度已有考核办法" in page.content.decode()
    assert "我的办法" in page.content.decode()


def test_draft_is_hidden_from_staff_until_published(client, staff, officer, community):
    scheme = SchemeFactory(community=community, small=True)
    client.force_login(staff)
    assert client.get(url("scheme-detail", scheme.pk)).status_code == 404
    SCHEME.take("publish", scheme, by=officer)
    assert client.get(url("scheme-detail", scheme.pk)).status_code == 200


def test_draft_that_does_not_add_up_says_what_to_do_and_offers_no_publishing(client, officer, community):
    scheme = SchemeFactory(community=community, small=True)
    Indicator.objects.filter(scheme=scheme, code="H2").update(weight=30)
    client.force_login(officer)
    text = client.get(url("scheme-detail", scheme.pk)).content.decode()
    assert "各指标分值合计 90 分，应为 100 分" in text
    assert url("scheme-publish", scheme.pk) not in text
    page = client.post(url("scheme-publish", scheme.pk), follow=True)
    assert "应为 100 分" in said(page)
    assert not Assessment.objects.exists()


def indicator_data(**more):
    data = {
        "section": "G 档案",
        "code": "G1",
        "title": "报送",
        "kind": "measured",
        "weight": "60",
        "position": "1",
        "standard": "按期报送。",
        "part-TOTAL_FORMS": "1",
        "part-INITIAL_FORMS": "0",
        "part-0-metric": "reports_late",
        "part-0-rule": "penalty",
        "part-0-points": "60",
        "part-0-per": "5",
    }
    return data | more


def test_formula_is_edited_through_plain_fields(client, officer, community):
    indicator = SchemeFactory(community=community, small=True).indicators.get(code="G1")
    client.force_login(officer)
    page = client.get(url("indicator-edit", indicator.pk))
    assert page.context["parts"].initial[0]["also"] == "reports_missing"
    client.post(url("indicator-edit", indicator.pk), indicator_data())
    indicator.refresh_from_db()
    assert indicator.formula == [{"metric": "reports_late", "rule": "penalty", "points": "60", "per": "5"}]


def test_tiers_are_edited_as_days_and_points(client, officer, community):
    indicator = SchemeFactory(community=community, small=True).indicators.get(code="G1")
    client.force_login(officer)
    tiers = {"part-0-rule": "tiers", "part-0-tier_day_1": "01-31", "part-0-tier_points_1": "60"}
    client.post(url("indicator-edit", indicator.pk), indicator_data(**tiers))
    indicator.refresh_from_db()
    assert indicator.formula[0]["tiers"] == [["01-31", "60"]]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"part-0-points": "50"}, "应等于指标分值 60 分"),
        ({"part-0-per": ""}, "要填写每单位分值"),
        ({"part-0-rule": "proportion"}, "要填写目标值"),
        ({"part-0-rule": ""}, "请选择计分方法"),
        ({"part-0-rule": "tiers", "part-0-tier_day_1": "31日"}, "请按“月-日”填写"),
        ({"part-0-metric": ""}, "系统计分的指标要有计算公式"),
        ({"code": "第一"}, "编号是一个字母加一到两位数字"),
        ({"code": "H2"}, "编号已被使用"),
    ],
)
def test_wrong_formula_is_explained_and_nothing_is_saved(client, officer, community, change, sentence):
    indicator = SchemeFactory(community=community, small=True).indicators.get(code="G1")
    before = indicator.formula
    client.force_login(officer)
    text = client.post(url("indicator-edit", indicator.pk), indicator_data(**change)).content.decode()
    assert sentence in text
    indicator.refresh_from_db()
    assert (indicator.formula, indicator.code) == (before, "G1")


def test_published_indicators_are_frozen(client, officer, scheme):
    indicator = scheme.indicators.get(code="G1")
    client.force_login(officer)
    for name, data in (("indicator-edit", indicator_data(title="改名")), ("indicator-delete", {})):
        page = client.post(url(name, indicator.pk), data, follow=True)
        assert "不再改动" in said(page)
    page = client.post(url("scheme-indicator-add", scheme.pk), indicator_data(code="A9"), follow=True)
    assert "不再改动" in said(page)
    assert list(scheme.indicators.values_list("code", "title")) == [
        ("G1", "工作报送及时率"),
        ("H2", "工作报送及时率"),
    ]


def test_published_scheme_lets_only_its_deadlines_move(client, officer, scheme):
    client.force_login(officer)
    data = {"self_due_on": "2025-12-20", "review_due_on": "2025-12-28", "excellent_from": "50"}
    client.post(url("scheme-edit", scheme.pk), data)
    scheme.refresh_from_db()
    assert (scheme.self_due_on, scheme.excellent_from) == (date(2025, 12, 20), D(90))
