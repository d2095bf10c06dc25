from django.core.validators import RegexValidator
from django.db import models

from portal.access import ScopedQuerySet
from portal.audit import tracked


@tracked
class Street(models.Model):
    """街道办事处: one tenant of the deployment."""

    name = models.CharField("名称", max_length=40, unique=True)
    district = models.CharField("所属区", max_length=40, blank=True)
    fonds_code = models.CharField(
        "全宗号",
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{3}$", "全宗号是一个大写字母加三位数字，例如 Z109。")],
        help_text="由区档案馆分配（DA/T 13-2022），未分配时留空。",
    )
    introduction = models.TextField("概况", blank=True, help_text="年鉴“概况”一章的开头。")

    class Meta:
        verbose_name = verbose_name_plural = "街道"
        ordering = ["pk"]

    def __str__(self):
        return self.name


class CommunityQuerySet(ScopedQuerySet):
    community_path = "pk"
    street_rows_for_staff = False

    @property
    def street_path(self):
        return "street"


@tracked
class Community(models.Model):
    """社区居委会."""

    street = models.ForeignKey(Street, models.PROTECT, verbose_name="街道", related_name="communities")
    name = models.CharField("名称", max_length=40)
    position = models.PositiveSmallIntegerField("排序", default=0)
    households = models.PositiveIntegerField("户数", null=True, blank=True)
    population = models.PositiveIntegerField("人口", null=True, blank=True)
    secretary = models.CharField("书记、主任", max_length=20, blank=True)
    introduction = models.TextField("简介", blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社区"
        ordering = ["street", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "name"],
                name="community_name_once_per_street",
                violation_error_message="本街道已有同名社区。",
            )
        ]

    def __str__(self):
        return self.name
