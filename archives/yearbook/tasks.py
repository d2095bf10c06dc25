from celery import shared_task

from archives.yearbook.models import Yearbook
from archives.yearbook.services import BUILD_TASK, build_edition
from portal.jobs.services import running


@shared_task(name=BUILD_TASK)
def build_yearbook(job_id):
    with running(job_id) as run:
        job = run.job
        yearbook = Yearbook.objects.select_related("street").get(pk=job.params["yearbook"])
        build_edition(yearbook=yearbook, by=job.created_by, report=run.report, job=job)
        job.result_url = yearbook.get_absolute_url()
        job.save(update_fields=["result_url"])
