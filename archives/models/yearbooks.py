from django.db import models
from django.urls import reverse

from portal.access import Owned, ScopedQuerySet
from portal.audit import tracked
from portal.models import Blob, Job


class YearbookQuerySet(ScopedQuerySet):
    pass


@tracked
class Yearbook(Owned):
    """年鉴 of a street and year; every build is an edition, and editions are kept."""

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("书名", max_length=60)
    preface = models.TextField("编纂说明", blank=True)

    objects = YearbookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年鉴"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year"],
                name="yearbook_once_a_year",
                violation_error_message="该年度的年鉴已经建立。",
            )
        ]

    def __str__(self):
        return f"{self.title}（{self.year}）"

    def get_absolute_url(self):
        return reverse("archives:yearbook-detail", args=[self.pk])


class EditionQuerySet(ScopedQuerySet):
    community_path = "yearbook__community"


@tracked
class Edition(models.Model):
    """One built book, frozen by its content hash."""

    yearbook = models.ForeignKey(Yearbook, models.PROTECT, verbose_name="年鉴", related_name="editions")
    number = models.PositiveSmallIntegerField("版次")
    blob = models.ForeignKey(Blob, models.PROTECT, verbose_name="文件", related_name="+")
    pages = models.PositiveIntegerField("页数")
    photos = models.PositiveIntegerField("照片数", default=0)
    warnings = models.JSONField("排版提示", default=list)
    job = models.ForeignKey(Job, models.SET_NULL, verbose_name="任务", null=True, related_name="+")
    built_at = models.DateTimeField("编印时间", auto_now_add=True)
    built_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name="编印人", null=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年鉴版次"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["yearbook", "number"], name="edition_number_once")]

    def __str__(self):
        return f"{self.yearbook} 第{self.number}版"

    def get_absolute_url(self):
        return reverse("archives:yearbook-detail", args=[self.yearbook_id])
