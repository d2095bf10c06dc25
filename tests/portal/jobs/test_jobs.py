import time
from datetime import timedelta

import pytest
from celery import shared_task
from celery.contrib.testing.worker import start_worker
from celery.exceptions import Ignore
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.celery import app
from portal.jobs import services as jobs
from portal.jobs.services import JobError, running
from portal.jobs.tasks import fail_stale_jobs
from portal.models import Job, Notice
from tests.factories.portal import JobFactory

Status = Job.Status


@shared_task(name="tests.count_photos")
def count_photos(job_id):
    """A whole piece of work: reports, leaves a file."""
    with running(job_id) as run:
        for step in range(1, 4):
            run.report(step, 3, f"第 {step} 张")
        run.save_result("张数.txt", b"3", "text/plain")


@shared_task(name="tests.miss_photos")
def miss_photos(job_id):
    with running(job_id):
        raise JobError("有 2 张照片的原件缺失，请补传后重试。")


@shared_task(name="tests.break_down")
def break_down(job_id):
    with running(job_id):
        raise ZeroDivisionError


def make_job(staff, task=count_photos):
    return jobs.enqueue(
        task.name, kind="count", title="清点照片", by=staff, street=staff.street, community=staff.community
    )


def state(job):
    job.refresh_from_db()
    return job.status


# The row ---------------------------------------------------------------------------------------
def test_row_exists_before_the_broker_is_asked(staff, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        job = make_job(staff)
        assert state(job) == Status.QUEUED
    assert len(callbacks) == 1


def test_finished_job_has_result_progress_and_notice(staff):
    job = make_job(staff)
    count_photos(job.pk)
    assert state(job) == Status.DONE
    assert (job.done, job.total, job.result_name) == (3, 3, "张数.txt")
    notice = Notice.objects.visible_to(staff).get()
    assert notice.title == "清点照片已完成"
    assert notice.url == job.get_absolute_url()


def test_builders_own_failure_is_told_in_its_words(staff):
    job = make_job(staff, miss_photos)
    miss_photos(job.pk)
    assert state(job) == Status.FAILED
    assert job.error == "有 2 张照片的原件缺失，请补传后重试。"
    assert Notice.objects.visible_to(staff).get().title == "清点照片没有成功"


@pytest.mark.expects_errors
def test_programming_error_is_logged_and_told_without_its_details(staff, caplog):
    job = make_job(staff, break_down)
    break_down(job.pk)
    assert state(job) == Status.FAILED
    assert "ZeroDivision" not in job.error
    assert f"job {job.pk} failed" in caplog.text


def test_task_delivered_twice_runs_once(staff):
    job = make_job(staff)
    count_photos(job.pk)
    with pytest.raises(Ignore):
        count_photos(job.pk)
    assert Notice.objects.visible_to(staff).count() == 1


def test_cancelled_before_start_never_runs(staff):
    job = make_job(staff)
    jobs.cancel(job)
    with pytest.raises(Ignore):
        count_photos(job.pk)
    assert state(job) == Status.CANCELLED


def test_cancel_reaches_the_builder_at_its_next_report(staff):
    job, steps = make_job(staff), []
    with running(job.pk) as run:
        jobs.cancel(job)
        steps.append("before")
        run.report(3, 3)
        steps.append("after")
    assert steps == ["before"]
    assert state(job) == Status.CANCELLED
    assert job.result is None


def test_report_writes_at_most_once_a_second_but_always_the_last_step(staff, django_assert_num_queries):
    job = make_job(staff)
    with running(job.pk) as run:
        run.report(1, 100)
        with django_assert_num_queries(0):
            for step in range(2, 100):
                run.report(step, 100)
        with django_assert_num_queries(1):
            run.report(100, 100)


def test_job_of_a_dead_worker_is_closed_and_can_be_retried(staff, django_capture_on_commit_callbacks):
    long_ago = timezone.now() - timedelta(seconds=1000)
    dead = JobFactory(
        running=True,
        created_by=staff,
        community=staff.community,
        heartbeat_at=long_ago,
        task=count_photos.name,
    )
    alive = JobFactory(running=True, created_by=staff, community=staff.community)
    assert dead.is_stale
    assert not alive.is_stale
    assert fail_stale_jobs() == 1
    assert state(dead) == Status.FAILED
    assert state(alive) == Status.RUNNING
    with django_capture_on_commit_callbacks() as callbacks:
        assert jobs.retry(dead)
    assert state(dead) == Status.QUEUED
    assert len(callbacks) == 1


def test_open_and_finished_jobs_are_not_retried(staff):
    for job in (JobFactory(queued=True, created_by=staff), JobFactory(created_by=staff)):
        assert not jobs.retry(job)


def test_job_fails_with_a_reason_when_the_broker_refuses(
    staff, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise OperationalError("no broker")

    monkeypatch.setattr(app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = make_job(staff)
    assert state(job) == Status.FAILED
    assert "任务队列暂时不可用" in job.error


# The page --------------------------------------------------------------------------------------
def test_open_job_asks_for_itself_and_a_finished_one_does_not(client, staff):
    client.force_login(staff)
    job = JobFactory(running=True, created_by=staff, community=staff.community)
    url = job.get_absolute_url()
    page = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{url}" hx-trigger="every 2s"' in page
    assert "<html" not in page
    assert "25%" in page
    jobs.cancel(job)
    assert "hx-trigger" not in client.get(url, headers={"HX-Request": "true"}).content.decode()


def test_only_the_starter_is_offered_the_buttons(client, staff, officer):
    job = JobFactory(running=True, created_by=staff, community=staff.community)
    cancel = reverse("job-cancel", args=[job.pk])
    client.force_login(staff)
    assert cancel in client.get(job.get_absolute_url()).content.decode()
    client.force_login(officer)
    assert cancel not in client.get(job.get_absolute_url()).content.decode()
    assert client.post(cancel).status_code == 404


def test_result_is_downloaded_under_its_chinese_name(client, staff):
    job = JobFactory(created_by=staff, community=staff.community)
    client.force_login(staff)
    response = client.get(reverse("job-result", args=[job.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%B9%B4%E9%89%B4")


def test_job_without_result_file_has_nothing_to_download(client, staff):
    job = JobFactory(failed=True, created_by=staff, community=staff.community)
    client.force_login(staff)
    assert client.get(reverse("job-result", args=[job.pk])).status_code == 404


# Delivery --------------------------------------------------------------------------------------
@pytest.fixture
def running_worker(transactional_db):
    """A real Celery worker on the tests' real Valkey, in a thread of this process."""
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30) as worker:
        yield worker


def wait_until_finished(job, seconds=20):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and state(job) in (Status.QUEUED, Status.RUNNING):
        time.sleep(0.05)
    return job.status


def test_job_goes_through_broker_and_worker_to_its_notice(running_worker, staff):
    job = make_job(staff)
    assert wait_until_finished(job) == Status.DONE
    assert job.result_name == "张数.txt"
    assert Notice.objects.visible_to(staff).get().url == job.get_absolute_url()
