from django.core.validators import MinValueValidator
from django.db import models

from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.links import link
from troupes.groups.models import OfTroupeQuerySet, Troupe


@tracked
class Programme(models.Model):
    """节目: a piece of a troupe's repertoire."""

    troupe = models.ForeignKey(Troupe, models.PROTECT, verbose_name="团队", related_name="programmes")
    title = models.CharField("节目名称", max_length=60)
    genre = models.CharField("形式", max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "时长（分钟）", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    performers = models.PositiveSmallIntegerField("演员人数", null=True, blank=True)
    is_original = models.BooleanField("原创", default=False)
    is_ready = models.BooleanField("可随时演出", default=False)

    objects = OfTroupeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节目"
        ordering = ["troupe", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["troupe", "title"],
                name="programme_title_once",
                violation_error_message="这个团队已有同名节目。",
            )
        ]

    def __str__(self):
        return f"《{self.title}》"

    def get_absolute_url(self):
        return link("troupes:troupe-detail", self.troupe_id)


class AwardQuerySet(YearQuerySet):
    year_path = "awarded_on__year"
    captain_path = "troupe__captain"


@tracked
class Award(Owned):
    """获奖: of a troupe, or of a community when `troupe` is empty."""

    class Level(models.TextChoices):
        STREET = "street", "街道级"
        DISTRICT = "district", "区级"
        CITY = "city", "市级"
        PROVINCE = "province", "省级"
        NATION = "nation", "国家级"

    troupe = models.ForeignKey(
        Troupe, models.PROTECT, verbose_name="团队", null=True, blank=True, related_name="awards"
    )
    contest = models.CharField("赛事或表彰", max_length=80)
    title = models.CharField("奖项", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    issuer = models.CharField("颁发单位", max_length=60, blank=True)
    awarded_on = models.DateField("获奖日期")

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "获奖"
        ordering = ["-awarded_on", "-pk"]

    def __str__(self):
        return f"{self.contest} {self.title}"

    def get_absolute_url(self):
        return link("troupes:award-detail", self.pk)

    def save(self, *args, **kwargs):
        if self.troupe_id:
            self.community_id, self.street_id = self.troupe.community_id, self.troupe.street_id
        super().save(*args, **kwargs)
