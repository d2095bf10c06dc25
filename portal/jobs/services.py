"""Long work: `enqueue()` writes the Job row, then asks the broker after commit; `running()` owns the state.

    # services.py
    enqueue(BUILD_TASK, kind="yearbook", title=…, by=user, street=street, yearbook=yearbook.pk)

    # tasks.py
    @shared_task(name=services.BUILD_TASK)
    def build_yearbook(job_id):
        with running(job_id) as run:
            services.build_edition(run.job, report=run.report)

The builder knows neither HTTP nor Celery: it takes ids and a `report(done, total, message)` callable,
which raises JobCancelled when somebody pressed 取消. Whatever happens, the row ends in a final state.
"""

import logging
import time
from contextlib import contextmanager

from celery.exceptions import Ignore
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from portal.files.store import store_file
from portal.jobs.models import Job
from portal.jobs.queue import send
from portal.notices.services import notify

log = logging.getLogger("portal.jobs.services")

HEARTBEAT_SECONDS = 1.0


class JobCancelled(Exception):
    """Raised inside a builder through `report()`; ends the work without a failure."""


class JobError(Exception):
    """A builder's own failure: its text is a Chinese sentence for the person who started the job."""


def enqueue(task: str, *, kind, title, by, street, community=None, **params) -> Job:
    """Create the Job row and send `task(job_id)`, by the task's name, once the transaction commits."""
    job = Job.objects.create(
        kind=kind,
        title=title,
        task=task,
        params=params,
        created_by=by,
        street=street,
        community=community,
    )
    transaction.on_commit(lambda: _send(job))
    return job


def _send(job):
    if not send(job.task, job.pk):
        _finish(job, Job.Status.FAILED, error="任务队列暂时不可用，请稍后点“重试”。")


def cancel(job):
    """Ask an open job to stop; the worker notices at its next report."""
    Job.objects.filter(pk=job.pk, status__in=[Job.Status.QUEUED, Job.Status.RUNNING]).update(
        status=Job.Status.CANCELLED, finished_at=timezone.now(), message="已取消"
    )


def retry(job) -> bool:
    """Put a failed, cancelled or stale job back into the queue; False when it is not retryable."""
    if not job.can_retry:
        return False
    Job.objects.filter(pk=job.pk).update(
        status=Job.Status.QUEUED,
        done=0,
        total=0,
        message="",
        error="",
        started_at=None,
        finished_at=None,
        heartbeat_at=None,
    )
    transaction.on_commit(lambda: _send(job))
    return True


class Run:
    """What a builder gets: the job, `report()`, and where to leave the result."""

    def __init__(self, job):
        self.job = job
        self._written = 0.0

    def report(self, done: int, total: int, message: str = "") -> None:
        """Write progress at most once a second (always the last step); raise JobCancelled if asked to stop."""
        now = time.monotonic()
        if now - self._written < HEARTBEAT_SECONDS and done < total:
            return
        self._written = now
        alive = Job.objects.filter(pk=self.job.pk, status=Job.Status.RUNNING).update(
            done=done, total=total, message=message[:200], heartbeat_at=timezone.now()
        )
        if not alive:
            raise JobCancelled

    def save_result(self, name: str, content: bytes, content_type: str) -> None:
        self.job.result = store_file(ContentFile(content), content_type=content_type)
        self.job.result_name = name
        self.job.save(update_fields=["result", "result_name"])


@contextmanager
def running(job_id):
    """Claim a queued job, run the block, and leave the row done, failed or cancelled.

    Raises Celery's Ignore when there is nothing to claim, so that the task ends silently.
    """
    claimed = Job.objects.filter(pk=job_id, status=Job.Status.QUEUED).update(
        status=Job.Status.RUNNING, started_at=timezone.now(), heartbeat_at=timezone.now(), message="正在开始"
    )
    job = Job.objects.select_related("street", "community", "created_by").filter(pk=job_id).first()
    if not claimed:  # cancelled while waiting, or delivered twice: the block must not run
        raise Ignore
    run = Run(job)
    try:
        yield run
    except JobCancelled:
        log.info("job %s cancelled", job_id)
    except JobError as error:
        _finish(job, Job.Status.FAILED, error=str(error))
    except Exception:
        log.exception("job %s failed", job_id)
        _finish(job, Job.Status.FAILED, error="程序出错，技术人员可按任务编号在日志中查到原因。")
    else:
        _finish(job, Job.Status.DONE)


@transaction.atomic  # whoever sees the final state finds the notice
def _finish(job, status, error=""):
    now = timezone.now()
    changed = Job.objects.filter(pk=job.pk, status__in=[Job.Status.QUEUED, Job.Status.RUNNING]).update(
        status=status,
        error=error,
        finished_at=now,
        heartbeat_at=now,
        message="已完成" if status == Job.Status.DONE else "失败",
    )
    if changed:
        verdict = "已完成" if status == Job.Status.DONE else "没有成功"
        notify([job.created_by], f"{job.title}{verdict}", job.get_absolute_url())


def fail_stale():
    """Close running jobs whose worker died; returns how many."""
    jobs = list(Job.objects.stale().select_related("created_by"))
    for job in jobs:
        _finish(job, Job.Status.FAILED, error="后台程序中断，没有完成。请点“重试”。")
    return len(jobs)
