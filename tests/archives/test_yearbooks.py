"""The yearbook from rows to a downloaded edition: service, task, command, pages."""

import os
import time
from datetime import date, datetime, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from activities.models import Event, Meeting, Plan, Target
from archives.contributions import yearbooks as contributed
from archives.models import Dossier, Edition, Material, Yearbook
from archives.preflight import checks
from archives.services.yearbooks import BUSY, build_edition, choose_cover, open_build, start_build
from archives.tasks.yearbooks import build_yearbook
from portal.files import store_file
from portal.jobs import JobCancelled, JobError
from portal.models import AuditEvent, Blob, Job, Notice
from tests.archives.test_yearbook_engine import book_text, bookmarks, encoded
from tests.factories.archives import YearbookFactory
from troupes.models import Membership, Person, Troupe

pytestmark = pytest.mark.django_db
LAST_YEAR = timezone.localdate().year - 1


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings, tmp_path):
    settings.YEARBOOK_CACHE = tmp_path / "yearbook-cache"


@pytest.fixture
def yearbook(street):
    return YearbookFactory(community=None, street=street, year=LAST_YEAR, unbuilt=True)


def quiet(done, total, message):
    pass


def at(month, day, hour=9):
    return datetime(LAST_YEAR, month, day, hour, tzinfo=timezone.get_default_timezone())


def hold_event(
    owner, by, title="广场舞展演", *, attendances=120, size=(900, 600), photographer="陈摄影", month=5
):
    """A closed event of `owner` (a community or the street) with an accepted dossier of one photo; returns the photo."""
    is_street = owner._meta.model_name == "street"
    event = Event.objects.create(
        street=owner if is_street else owner.street, community=None if is_street else owner, title=title,
        starts_at=at(month, 8), ends_at=at(month, 8, 11), place="社区广场", purpose="丰富居民生活。",
        arrangement="九时开始。", status="closed", attendances=attendances, closed_at=at(month, 20),
    )  # fmt: skip
    dossier, _ = Dossier.objects.update_or_create(
        event=event,
        defaults={
            "status": "accepted", "submitted_at": at(month, 10), "submitted_by": by, "accepted_at": at(month, 12),
            "basics": "活动于上午在社区广场举行，居民和团队到场参加。" * 2,
            "practice": "社区组织团队排练三次，请学校老师辅导，居民自带道具。" * 2,
        },
    )  # fmt: skip
    colour = (attendances % 255, 90, month * 20)
    content = ContentFile(encoded(Image.new("RGB", size, colour)))
    return Material.objects.create(
        dossier=dossier, slot="media", kind="photo", state="ready", filename="1.jpg", title=f"{title}现场",
        taken_at=at(month, 8), place="社区广场", people="社区居民", photographer=photographer,
        width=size[0], height=size[1], uploaded_by=by, blob=store_file(content, content_type="image/jpeg"),
    )  # fmt: skip


@pytest.fixture
def small_year(street, community, officer, staff):
    """One community's year: a troupe of one, an approved street plan with a target, a meeting, one event."""
    street.introduction = "龙泉街道位于城区东部。"
    street.save()
    troupe = Troupe.objects.create(street=street, community=community, name="滨河合唱队", category="choir")
    person = Person.objects.create(street=street, community=community, name="王芳")
    Membership.objects.create(person=person, troupe=troupe, since=date(LAST_YEAR, 1, 5))
    plan = Plan.objects.create(
        street=street, year=LAST_YEAR, title="年度文体工作计划", aims="办好活动。", status="approved",
        submitted_at=at(1, 5), approved_at=at(1, 9),
    )  # fmt: skip
    Target.objects.create(plan=plan, kind="participants", scope="street", value=Decimal(10000))
    Meeting.objects.create(street=street, title="文化工作会议", held_at=at(2, 6), minutes="议定三项。")
    return hold_event(community, staff)


def edition_text(edition):
    from django.core.files.storage import default_storage

    with default_storage.open(edition.blob.path) as file, pikepdf.open(file) as pdf:
        with pdf.open_outline() as outline:
            marks = list(bookmarks(outline.root))
        return [title for level, title in marks if level == 1], book_text(pdf), len(pdf.pages)


# Service --------------------------------------------------------------------------------------
def test_edition_holds_the_years_rows_in_the_offices_order(yearbook, officer, leader, small_year):
    edition = build_edition(yearbook=yearbook, by=officer, report=quiet)
    chapters, text, pages = edition_text(edition)
    order = ["概况", "大事记", "群众文化团队", "各社区", "统计", "附录"]
    assert [title for title in chapters if title in order] == [title for title in order if title in chapters]
    assert {"概况", "统计", "附录"} <= set(chapters)
    assert "龙泉街道位于城区东部。" in text
    assert "全年举办文化体育活动1场，其中街道举办0场、社区举办1场，参与群众120人次。" in text
    assert "文化工作会议纪要" in text
    assert "供图人员陈摄影供稿人员李文体" in text
    assert (edition.number, edition.pages, edition.built_by) == (1, pages, officer)
    assert Notice.objects.filter(user=leader, url=yearbook.get_absolute_url()).count() == 1


def test_every_build_is_a_new_edition_and_old_ones_stay(yearbook, officer, small_year):
    first, second = (build_edition(yearbook=yearbook, by=officer, report=quiet) for _ in range(2))
    assert list(yearbook.editions.values_list("number", flat=True)) == [2, 1]
    assert first.blob_id != second.blob_id, "the colophon names the edition"
    assert "第2版" in edition_text(second)[1]
    assert "第1版" in edition_text(first)[1]


def test_year_without_any_row_is_refused_with_a_sentence(yearbook, officer):
    with pytest.raises(JobError, match="没有任何章节"):
        build_edition(yearbook=yearbook, by=officer, report=quiet)
    assert not Edition.objects.exists()


def test_build_beside_another_session_is_refused(yearbook, officer, small_year):
    key = [f"yearbook-{yearbook.pk}"]
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key)
            with pytest.raises(JobError, match="正在编印"):
                build_edition(yearbook=yearbook, by=officer, report=quiet)
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)
    finally:
        other.close()
    assert build_edition(yearbook=yearbook, by=officer, report=quiet).number == 1


def test_lock_is_given_back_after_a_failed_build(yearbook, officer, small_year, settings, tmp_path):
    settings.YEARBOOK_FONTS = [tmp_path / "lost.ttf"]
    with pytest.raises(JobError, match="字体没有安装完整"):
        build_edition(yearbook=yearbook, by=officer, report=quiet)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"yearbook-{yearbook.pk}"]
            )
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


@pytest.mark.parametrize("stop_at", ["正在汇集", "正在排版", "全书完成"])
def test_cancel_at_any_stage_keeps_nothing(yearbook, officer, small_year, settings, stop_at):
    blobs = Blob.objects.count()

    def cancel(done, total, message):
        if message.startswith(stop_at):
            raise JobCancelled

    with pytest.raises(JobCancelled):
        build_edition(yearbook=yearbook, by=officer, report=cancel)
    assert not Edition.objects.exists()
    assert Blob.objects.count() == blobs
    assert not list(settings.YEARBOOK_CACHE.glob("build-*"))


def test_build_sweeps_folders_that_killed_builds_left_a_day_ago(yearbook, officer, small_year, settings):
    old, young = settings.YEARBOOK_CACHE / "build-old", settings.YEARBOOK_CACHE / "build-young"
    for folder, age in ((old, 25), (young, 1)):
        (folder / "photos").mkdir(parents=True)
        stamp = time.time() - timedelta(hours=age).total_seconds()
        os.utime(folder, (stamp, stamp))
    build_edition(yearbook=yearbook, by=officer, report=quiet)
    assert (old.exists(), young.exists()) == (False, True)


def test_cover_is_the_best_attended_events_landscape_photo(street, community, staff, small_year):
    portrait = hold_event(community, staff, "运动会", attendances=900, size=(600, 900), month=9)
    festival = hold_event(street, staff, "桃花节", attendances=500, month=3)
    assert choose_cover(street, LAST_YEAR) == festival.blob.sha256
    small_year.dossier.cover = small_year
    small_year.dossier.save()
    portrait.dossier.cover = portrait
    portrait.dossier.save()
    assert choose_cover(street, LAST_YEAR) == small_year.blob.sha256, (
        "a chosen cover goes before any other photo"
    )
    assert choose_cover(street, LAST_YEAR - 1) is None


# Job ------------------------------------------------------------------------------------------
def test_start_build_queues_one_job_and_refuses_the_second(yearbook, officer):
    job = start_build(yearbook=yearbook, by=officer)
    assert (job.status, job.created_by, job.task) == ("queued", officer, "archives.tasks.build_yearbook")
    assert open_build(yearbook) == job
    with pytest.raises(ValidationError, match=BUSY):
        start_build(yearbook=yearbook, by=officer)
    assert Job.objects.count() == 1


def test_build_whose_worker_died_does_not_block_the_next(yearbook, officer):
    job = start_build(yearbook=yearbook, by=officer)
    Job.objects.filter(pk=job.pk).update(status="running", heartbeat_at=timezone.now() - timedelta(hours=1))
    assert start_build(yearbook=yearbook, by=officer).pk != job.pk


def test_job_ends_with_an_edition_and_a_link_to_the_yearbook(yearbook, officer, small_year):
    job = start_build(yearbook=yearbook, by=officer)
    build_yearbook(job.pk)
    job.refresh_from_db()
    assert (job.status, job.result_url) == ("done", yearbook.get_absolute_url())
    assert job.done == job.total > 0
    assert Edition.objects.get().job == job
    assert open_build(yearbook) is None


def test_job_cancelled_while_it_waits_builds_nothing(yearbook, officer, small_year):
    from celery.exceptions import Ignore

    job = start_build(yearbook=yearbook, by=officer)
    Job.objects.filter(pk=job.pk).update(status="cancelled", finished_at=timezone.now())
    with pytest.raises(Ignore):
        build_yearbook(job.pk)
    assert not Edition.objects.exists()


def test_job_without_fonts_fails_with_a_sentence(yearbook, officer, small_year, settings, tmp_path):
    settings.YEARBOOK_FONTS = [tmp_path / "lost.ttf"]
    job = start_build(yearbook=yearbook, by=officer)
    build_yearbook(job.pk)
    job.refresh_from_db()
    assert job.status == "failed"
    assert "字体没有安装完整" in job.error
    assert not Edition.objects.exists()


# Command --------------------------------------------------------------------------------------
def test_command_writes_the_edition_it_built(street, small_year, tmp_path, capsys):
    out = tmp_path / "年鉴.pdf"
    call_command("yearbook", street="龙泉街道", year=str(LAST_YEAR), out=str(out))
    edition = Edition.objects.get()
    assert out.read_bytes()[:5] == b"%PDF-"
    assert edition.blob.size == out.stat().st_size
    assert (edition.yearbook.title, edition.built_by) == ("龙泉街道群众文化年鉴", None)
    printed = capsys.readouterr()
    assert f"{edition.pages} 页" in printed.out
    assert "正在汇集资料" in printed.err


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"street": "桂林街道"}, "没有名为“桂林街道”的街道。现有：龙泉街道"),
        ({"year": "二〇二五"}, "年度“二〇二五”不对"),
        ({"year": "2999"}, "年度“2999”不对"),
        ({"out": "/no-such-folder/book.pdf"}, "不能写出文件"),
    ],
)
def test_command_refuses_with_a_sentence(street, tmp_path, wrong, sentence):
    given = {"street": "龙泉街道", "year": str(LAST_YEAR), "out": str(tmp_path / "book.pdf")}
    with pytest.raises(CommandError, match=sentence):
        call_command("yearbook", **given | wrong)
    assert not Yearbook.objects.exists()


def test_command_waits_for_the_portals_own_build(yearbook, officer, tmp_path):
    start_build(yearbook=yearbook, by=officer)
    with pytest.raises(CommandError, match="正有一项编印任务"):
        call_command("yearbook", street="龙泉街道", year=str(LAST_YEAR), out=str(tmp_path / "book.pdf"))


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
    from tests.factories.archives import EditionFactory

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
    shown = [[cell.text for cell in row][:4] for row in response.context["rows"]]
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
    assert (
        rows["章节内容"].text == "没有资料、将不印出的章：大事记、五个一工程、获奖、经费、图片、阵地与学校。"
    )
    assert rows["考核结果"].text == f"{LAST_YEAR}年没有考核，这一章将不印出。"
    assert all(row.is_open for row in rows.values())


def test_preflight_of_a_finished_year_is_closed_and_costs_the_same(
    street, community, staff, small_year, django_assert_num_queries
):
    with django_assert_num_queries(5):
        rows = {row.label: row.is_open for row in checks(street, LAST_YEAR)}
    assert (rows["活动办结"], rows["五有档案"], rows["照片说明"]) == (False, False, False)
    assert rows["考核结果"]
    hold_event(community, staff, "读书会", month=6)
    with django_assert_num_queries(5):
        checks(street, LAST_YEAR)


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
