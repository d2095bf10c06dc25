from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from portal.access import Owned, ScopedQuerySet
from portal.audit.history import tracked
from portal.links import link
from portal.models import Blob, Job


class StreetBookQuerySet(ScopedQuerySet):
    """The street's books are for all of its accounts: captains read them as well."""

    def _of_captain(self, user):
        return self.filter(**{self.street_path: user.street_id, f"{self.community_path}__isnull": True})


class YearbookQuerySet(StreetBookQuerySet):
    def with_editions(self):
        """Adds `edition_count`, `built_at` and `pages` of the newest edition. Editions are numbered
        without gaps, so the newest number is their count."""
        newest = Edition.objects.filter(yearbook=OuterRef("pk")).order_by("-number")
        return self.annotate(
            edition_count=Coalesce(Subquery(newest.values("number")[:1]), 0),
            built_at=Subquery(newest.values("built_at")[:1]),
            pages=Subquery(newest.values("pages")[:1]),
        )


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
        return link("archives:yearbook-detail", self.pk)

    @staticmethod
    def usual_title(street):
        return f"{street.name}群众文化年鉴"

    @property
    def issuer(self):
        return f"{self.street.name}办事处"

    @property
    def span(self):
        return f"{self.year}年1月1日至12月31日"

    @property
    def state(self):
        """For rows of `with_editions()`."""
        return f"已编印 {self.edition_count} 版" if self.edition_count else "未编印"

    @property
    def state_tone(self):
        return "good" if self.edition_count else "warn"


class EditionQuerySet(StreetBookQuerySet):
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
        return link("archives:yearbook-detail", self.yearbook_id)

    @property
    def filename(self):
        return f"{self.yearbook.title}{self.yearbook.year}卷-第{self.number}版.pdf"
