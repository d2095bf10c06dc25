"""The yearbook from rows to a downloaded edition: service, task, command, pages."""

import os
import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from archives.models import Edition, Yearbook
from archives.yearbook.press.photos import PRINT_SIDE
from archives.yearbook.services import BUSY, build_edition, choose_cover, open_build, open_photo, start_build
from archives.yearbook.tasks import build_yearbook
from portal.jobs.services import JobCancelled, JobError
from portal.models import Blob, Job, Notice
from tests.archives.yearbook.years import LAST_YEAR, edition_text, hold_event, quiet

pytestmark = pytest.mark.django_db


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


def test_book_prints_derivatives_and_takes_the_original_for_the_cover_alone(yearbook, officer, small_year):
    """The original is gone but for its derivatives: the page still shows the photo, the cover says what it lacks."""
    with open_photo(small_year.blob.sha256, PRINT_SIDE):
        pass  # made from the original, and kept
    default_storage.delete(small_year.blob.path)
    edition = build_edition(yearbook=yearbook, by=officer, report=quiet)
    assert [line.split("，")[0] for line in edition.warnings] == ["“封面”的照片“封面照片”原件不存在"]


def test_photo_that_cannot_be_made_again_is_named_in_the_edition(yearbook, officer, small_year):
    default_storage.delete(small_year.blob.path)
    edition = build_edition(yearbook=yearbook, by=officer, report=quiet)
    assert [line.split("，")[0] for line in edition.warnings] == [
        "“封面”的照片“封面照片”原件不存在",
        "“各社区”的照片“广场舞展演现场”原件不存在",
    ]


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
