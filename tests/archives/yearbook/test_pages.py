"""The yearbook on the screen: pages, pre-flight list, reminders."""

from datetime import date

import pytest
from django.urls import reverse

from activities.models import Event
from archives.models import Material, Yearbook
from archives.yearbook.contributions import YearbookContribution
from archives.yearbook.preflight import checks
from archives.yearbook.services import BUSY, build_edition
from portal.models import AuditEvent, Job
from tests.archives.yearbook.years import LAST_YEAR, hold_event, quiet
from tests.factories.archives.yearbooks import YearbookFactory

pytestmark = pytest.mark.django_db
contributed = YearbookContribution()


# Pages ----------------------------------------------------------------------------------------
@pytest.fixture
def issued(street):
    return YearbookFactory(community=None, street=street, year=LAST_YEAR)


def url_of(yearbook, verb="detail", *more):
    return reverse(f"archives:yearbook-{verb}", args=[yearbook.pk, *more])


@pytest.mark.parametrize("role", ["officer", "leader", "staff", "captain", "stranger"])
def test_every_account_of_the_street_downloads_its_yearbook(client, request, issued, role):
    user = request.getfixturevalue(role)
    client.force_login(user)
    response = client.get(url_of(issued, "download", 1))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 yearbook"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E9%BE%99")
    assert AuditEvent.objects.filter(kind="export", user=user).count() == 1


@pytest.mark.parametrize("role", ["foreigner", "auditor", "admin"])
def test_yearbook_is_not_found_from_outside_the_street(client, request, issued, role):
    client.force_login(request.getfixturevalue(role))
    for address in (url_of(issued), url_of(issued, "download", 1)):
        assert client.get(address).status_code == 404
    assert client.post(url_of(issued, "build")).status_code == 404


def test_a_communitys_own_book_is_not_found_by_its_neighbours(client, stranger, captain, community):
    own = YearbookFactory(community=community, year=LAST_YEAR)
    for user in (stranger, captain):
        client.force_login(user)
        assert client.get(url_of(own, "download", 1)).status_code == 404


def test_unknown_edition_is_not_found(client, officer, issued):
    client.force_login(officer)
    assert client.get(url_of(issued, "download", 2)).status_code == 404


@pytest.mark.parametrize("role", ["leader", "staff", "captain"])
def test_only_the_officer_builds_and_edits(client, request, issued, role):
    client.force_login(request.getfixturevalue(role))
    page = client.get(url_of(issued)).content.decode()
    assert "下载第 1 版" in page
    assert "重新编印" not in page
    assert client.post(url_of(issued, "build")).status_code == 404
    assert client.get(url_of(issued, "edit")).status_code == 404
    assert client.get(reverse("archives:yearbook-create")).status_code == 403
    assert not Job.objects.exists()


def test_button_leads_to_the_job_and_a_second_click_to_the_same_job(client, officer, yearbook):
    client.force_login(officer)
    first = client.post(url_of(yearbook, "build"))
    job = Job.objects.get()
    assert first.url == job.get_absolute_url()
    second = client.post(url_of(yearbook, "build"), follow=True)
    assert second.redirect_chain[-1][0] == job.get_absolute_url()
    assert BUSY in second.content.decode()
    page = client.get(url_of(yearbook)).content.decode()
    assert f'href="{job.get_absolute_url()}"' in page
    assert url_of(yearbook, "build") not in page, "no button while a build is open"


def test_build_is_not_started_by_a_link(client, officer, yearbook):
    client.force_login(officer)
    assert client.get(url_of(yearbook, "build")).status_code == 405


def test_page_shows_editions_with_warnings_and_hash(client, officer, issued):
    edition = issued.editions.get()
    edition.warnings = ["“概况”中的字符没有字形"]
    edition.built_by = officer
    edition.save()
    client.force_login(officer)
    page = client.get(url_of(issued)).content.decode()
    for text in ("64 页", edition.blob.sha256, "排版提示 1 条", "“概况”中的字符没有字形", "周文化编印"):
        assert text in page


def test_page_costs_the_same_for_one_and_three_editions(
    client, officer, issued, django_assert_max_num_queries
):
    from tests.factories.archives.yearbooks import EditionFactory

    client.force_login(officer)
    with django_assert_max_num_queries(25) as one:
        client.get(url_of(issued))
    for number in (2, 3):
        EditionFactory(yearbook=issued, number=number, blob=issued.editions.first().blob)
    with django_assert_max_num_queries(len(one)) as three:
        client.get(url_of(issued))
    assert len(three) == len(one)


def test_officer_sets_up_a_yearbook_and_mends_its_preface(client, officer, street):
    client.force_login(officer)
    form = client.get(f"{reverse('archives:yearbook-create')}?year={LAST_YEAR}").context["form"]
    assert (form["year"].value(), form["title"].value()) == (str(LAST_YEAR), "龙泉街道群众文化年鉴")
    client.post(
        reverse("archives:yearbook-create"), {"year": LAST_YEAR, "title": "龙泉文化年鉴", "preface": ""}
    )
    made = Yearbook.objects.get()
    assert (made.street, made.community, made.year) == (street, None, LAST_YEAR)
    client.post(url_of(made, "edit"), {"title": "龙泉文化年鉴", "preface": "资料来自各社区。", "year": 1999})
    made.refresh_from_db()
    assert (made.preface, made.year) == ("资料来自各社区。", LAST_YEAR)


@pytest.mark.parametrize(
    ("year", "sentence"), [(LAST_YEAR, "已经建立"), (LAST_YEAR + 2, "年度应在"), (1890, "年度应在")]
)
def test_form_refuses_a_year_twice_or_outside_the_calendar(client, officer, issued, year, sentence):
    client.force_login(officer)
    response = client.post(
        reverse("archives:yearbook-create"), {"year": year, "title": "年鉴", "preface": "留下的字"}
    )
    assert sentence in response.context["form"].errors["year"][0]
    assert "留下的字" in response.content.decode()
    assert Yearbook.objects.count() == 1


def test_list_shows_what_was_built_and_what_was_not(client, staff, street, issued):
    YearbookFactory(community=None, street=street, year=LAST_YEAR - 1, unbuilt=True)
    YearbookFactory(year=LAST_YEAR)
    client.force_login(staff)
    response = client.get(reverse("archives:yearbook-list"))
    shown = [[cell.text for cell in row][:4] for row in response.context["table"].cells]
    assert shown == [
        ["龙泉街道群众文化年鉴", str(LAST_YEAR), "已编印 1 版", "64"],
        ["龙泉街道群众文化年鉴", str(LAST_YEAR - 1), "未编印", "—"],
    ]


# Preflight and the shell -----------------------------------------------------------------------
def test_preflight_counts_what_is_open(street, community, staff, small_year):
    photo = hold_event(community, staff, "读书会", photographer="", month=6)
    photo.dossier.status = "submitted"
    photo.dossier.save()
    Event.objects.filter(pk=photo.dossier.event_id).update(status="held")
    rows = {row.label: row for row in checks(street, LAST_YEAR)}
    assert rows["活动办结"].text == "已举办 2 场，已办结 1 场，还有 1 场没有办结。"
    assert rows["五有档案"].text == "应有 2 份，已通过 1 份，待审核 1 份。"
    assert rows["照片说明"].text == "可用 2 张，1 张没有写全题名、时间、地点、人物、摄影者。"
    unprinted = {label for label, row in rows.items() if row.text == "没有资料，这一章将不印出。"}
    assert unprinted == {"大事记", "五个一工程", "获奖", "经费", "图片", "阵地与学校"}
    assert rows["考核结果"].text == f"{LAST_YEAR}年没有考核，这一章将不印出。"
    assert all(row.is_open for row in rows.values())


def test_preflight_of_a_finished_year_is_closed_and_costs_the_same(
    street, community, staff, small_year, django_assert_num_queries
):
    with django_assert_num_queries(14):
        rows = {row.label: row.is_open for row in checks(street, LAST_YEAR)}
    assert (rows["活动办结"], rows["五有档案"], rows["照片说明"]) == (False, False, False)
    assert rows["考核结果"]
    hold_event(community, staff, "读书会", month=6)
    with django_assert_num_queries(14):
        checks(street, LAST_YEAR)


def test_every_number_of_the_preflight_leads_to_as_many_rows(
    client, street, community, officer, staff, small_year
):
    waiting = hold_event(community, staff, "读书会", photographer="", month=6)
    Event.objects.filter(pk=waiting.dossier.event_id).update(status="held")
    broken = hold_event(street, staff, "运动会", month=7)
    Material.objects.filter(pk=broken.pk).update(state="broken")
    for number, status in enumerate(("planned", "postponed", "postponed"), 1):
        forgotten = hold_event(community, staff, f"第{number}场没有登记", month=8).dossier.event
        forgotten.dossier.delete()
        Event.objects.filter(pk=forgotten.pk).update(
            status=status, attendances=None, closed_at=None, reason="下雨"
        )
    client.force_login(officer)
    rows = {row.label: row for row in checks(street, LAST_YEAR)}
    expected = {"活动办结": 1, "活动登记": 3, "五有档案": 3, "照片说明": 1, "照片原件": 1}
    found = {label: client.get(rows[label].url).context["paginator"].count for label in expected}
    assert found == expected
    for label, number in expected.items():
        assert f"{number} " in rows[label].text


def test_preflight_without_gaps_says_that_every_chapter_has_content(street, small_year, monkeypatch):
    assert "章节内容" not in {row.label for row in checks(street, LAST_YEAR)}
    monkeypatch.setattr("archives.yearbook.preflight.collect", lambda offer, *args: [])
    assert checks(street, LAST_YEAR)[-1].text == "各章都有内容。"


def test_preflight_says_that_the_running_year_is_a_draft(street):
    assert "还没有结束" in checks(street, LAST_YEAR + 1)[0].text
    assert checks(street, LAST_YEAR)[0].label != "记述年度"


def test_officer_is_reminded_until_last_years_book_is_built(street, officer, leader, yearbook, small_year):
    (todo,) = contributed.todos(officer)
    assert (todo.url, todo.due) == (yearbook.get_absolute_url(), date(LAST_YEAR + 1, 3, 31))
    assert contributed.todos(leader) == []
    build_edition(yearbook=yearbook, by=officer, report=quiet)
    assert contributed.todos(officer) == []


def test_reminder_leads_to_the_form_while_no_yearbook_exists(officer, small_year):
    (todo,) = contributed.todos(officer)
    assert todo.url == f"{reverse('archives:yearbook-create')}?year={LAST_YEAR}"


def test_officer_of_a_street_without_events_is_not_reminded(officer, foreigner, small_year):
    assert contributed.todos(foreigner) == []


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("officer", ["年鉴"]),
        ("leader", ["年鉴"]),
        ("staff", ["年鉴"]),
        ("captain", []),
        ("auditor", []),
        ("admin", []),
    ],
)
def test_menu_offers_the_yearbook_to_those_who_use_it(request, role, labels):
    assert [item.label for item in contributed.menu(request.getfixturevalue(role))] == labels
