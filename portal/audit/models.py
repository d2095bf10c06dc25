import pgtrigger
from django.db import models


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Auditors read the trail of their street (of every street when they belong to none)."""
        if not user.is_authenticated or user.role != user.Role.AUDITOR:
            return self.none()
        return self.filter(street=user.street_id) if user.street_id else self


class AuditEvent(models.Model):
    """An act that leaves no row behind: sign-in, refusal, export, reveal. Append-only, kept ≥ 6 months
    (网络安全法 Art. 21); a database trigger refuses changes and deletions."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "登录"
        SIGN_IN_FAILED = "sign_in_failed", "登录失败"
        SIGN_OUT = "sign_out", "退出"
        REFUSAL = "refusal", "访问被拒"
        EXPORT = "export", "导出"
        REVEAL = "reveal", "查看隐私字段"
        ACCOUNT = "account", "账号管理"
        HAND_OVER = "hand_over", "岗位移交"

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices, db_index=True)
    user = models.ForeignKey("portal.User", models.PROTECT, verbose_name="账号", null=True, related_name="+")
    username = models.CharField("用户名", max_length=150, blank=True)
    street = models.ForeignKey(
        "portal.Street", models.PROTECT, verbose_name="街道", null=True, related_name="+"
    )
    target = models.CharField("对象", max_length=200, blank=True)
    detail = models.JSONField("详情", default=dict)
    address = models.GenericIPAddressField("来源地址", null=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计事件"
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.username} {self.target}"
