from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.access import Owned, ScopedQuerySet
from portal.files.models import Blob
from portal.links import link


class JobQuerySet(ScopedQuerySet):
    street_rows_for_staff = False

    def visible_to(self, user):
        """Officers and leaders see the street's jobs, everybody the jobs they started."""
        if not user.is_authenticated:
            return self.none()
        own = Q(created_by=user.pk)
        if user.street_id and user.role in (user.Role.OFFICER, user.Role.LEADER):
            return self.filter(own | self._in_street(user))
        return self.filter(own)

    def editable_by(self, user):
        return self.visible_to(user).filter(created_by=user.pk)

    def stale(self):
        """Running jobs whose worker has not been heard of for JOB_STALE_SECONDS."""
        limit = timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS)
        return self.filter(status=Job.Status.RUNNING, heartbeat_at__lt=limit)


class Job(Owned):
    """Long work as a row: it exists before the broker is asked, and alone says how the work stands."""

    class Status(models.TextChoices):
        QUEUED = "queued", "排队中"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"
        CANCELLED = "cancelled", "已取消"

    kind = models.CharField("类别", max_length=40)
    title = models.CharField("名称", max_length=120)
    task = models.CharField("任务", max_length=120)
    params = models.JSONField("参数", default=dict)
    created_by = models.ForeignKey("portal.User", models.PROTECT, verbose_name="发起人", related_name="jobs")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.QUEUED)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("进展", max_length=200, blank=True)
    error = models.TextField("错误", blank=True)
    result = models.ForeignKey(Blob, models.PROTECT, verbose_name="结果", null=True, related_name="+")
    result_name = models.CharField("结果文件名", max_length=120, blank=True)
    result_url = models.CharField("结果页面", max_length=200, blank=True)
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    heartbeat_at = models.DateTimeField("心跳", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["queued", "running"], finished_at__isnull=True)
                | Q(status__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_finished_has_time",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("job-detail", self.pk)

    @property
    def is_stale(self):
        limit = timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS)
        return (
            self.status == self.Status.RUNNING and self.heartbeat_at is not None and self.heartbeat_at < limit
        )

    @property
    def is_open(self):
        return self.status in (self.Status.QUEUED, self.Status.RUNNING) and not self.is_stale

    @property
    def can_retry(self):
        return self.is_stale or self.status in (self.Status.FAILED, self.Status.CANCELLED)

    @property
    def state_label(self):
        return "失联，可重试" if self.is_stale else self.get_status_display()

    @property
    def status_tone(self):
        if self.is_stale:
            return "warn"
        return {"done": "good", "failed": "bad", "running": "info", "queued": "info"}.get(
            self.status, "muted"
        )
