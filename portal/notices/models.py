from django.db import models


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """A line in somebody's inbox that leads straight to the work."""

    user = models.ForeignKey("portal.User", models.CASCADE, verbose_name="收件人", related_name="notices")
    title = models.CharField("内容", max_length=200)
    url = models.CharField("链接", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="notice_unread")
        ]

    def __str__(self):
        return self.title
