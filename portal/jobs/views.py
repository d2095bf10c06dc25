from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from portal.files.deliver import deliver_blob
from portal.jobs import services as jobs
from portal.jobs.models import Job
from portal.pages.columns import Column
from portal.pages.generic import ListPage


class JobList(ListPage):
    model = Job
    title = "后台任务"
    related = ("created_by",)
    columns = (
        Column("title", "任务", link=True),
        Column("state_label", "状态", tone="status_tone"),
        Column("message"),
        Column("created_by.name", "发起人"),
        Column("created_at", sort=True),
        Column("finished_at", sort=True),
    )
    empty_text = "还没有后台任务。编印年鉴等较长的工作会列在这里。"


def job_detail(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    mine = job.created_by_id == request.user.pk
    context = {"title": job.title, "job": job, "mine": mine, "crumbs": [("后台任务", "job-list")]}
    return render(
        request, "portal/jobs/_progress.html" if request.htmx else "portal/jobs/detail.html", context
    )


@require_POST
def job_cancel(request, pk):
    job = get_object_or_404(Job.objects.editable_by(request.user), pk=pk)
    jobs.cancel(job)
    messages.info(request, "已请求取消。")
    return redirect(job)


@require_POST
def job_retry(request, pk):
    job = get_object_or_404(Job.objects.editable_by(request.user), pk=pk)
    if jobs.retry(job):
        messages.success(request, "已重新排队。")
    else:
        messages.warning(request, "这项任务正在进行或已完成，不需要重试。")
    return redirect(job)


def job_result(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("result"), pk=pk)
    if job.result is None:
        raise Http404("任务没有结果文件")
    return deliver_blob(job.result, filename=job.result_name)
