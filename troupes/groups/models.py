from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from portal.access import Owned, ScopedQuerySet, counted
from portal.audit.history import tracked
from portal.links import link
from troupes.people.models import Membership
from troupes.people.names import initials_of, pinyin_of

WEEKDAYS = [(1, "周一"), (2, "周二"), (3, "周三"), (4, "周四"), (5, "周五"), (6, "周六"), (7, "周日")]

ROSTER_DAYS = 365  # a roster counts as kept when it was confirmed within twelve months (indicator C2)


class TroupeQuerySet(ScopedQuerySet):
    captain_path = "captain"
    captain_edits = True

    def active(self):
        return self.filter(status=Troupe.Status.ACTIVE)

    def active_on(self, day):
        """In use, and registered by the end of `day`."""
        return self.active().filter(Q(registered_on__isnull=True) | Q(registered_on__lte=day))

    def with_size(self):
        """Adds `size`: members on the roster today."""
        return self.annotate(
            size=counted(Membership.objects.current().filter(troupe=OuterRef("pk")), "troupe")
        )

    def with_star(self):
        """Adds `star`: the latest rating, None when never rated."""
        latest = StarRating.objects.filter(troupe=OuterRef("pk")).order_by("-year").values("stars")
        return self.annotate(star=Subquery(latest[:1]))

    def with_leaders(self):
        """Loads `leading`: today's memberships with the post 负责人, one query for all rows."""
        leading = Membership.objects.current().filter(post=Membership.Post.LEADER).with_person()
        return self.prefetch_related(Prefetch("memberships", leading, to_attr="leading"))

    def without_leader(self):
        leading = Membership.objects.current().filter(post=Membership.Post.LEADER)
        return self.exclude(pk__in=leading.values("troupe"))

    def unconfirmed(self, day=None):
        """Nobody confirmed the roster within the ROSTER_DAYS before `day` (today by default)."""
        oldest = (day or timezone.localdate()) - timedelta(days=ROSTER_DAYS)
        return self.filter(Q(roster_confirmed_on__isnull=True) | Q(roster_confirmed_on__lt=oldest))

    def matching(self, text):
        return self.filter(
            Q(name__icontains=text) | Q(pinyin__icontains=text) | Q(initials__istartswith=text)
        )


@tracked
class Troupe(Owned):
    """群众文化团队: residents who gathered around a hobby; not a legal person."""

    class Category(models.TextChoices):
        CHOIR = "choir", "歌咏"
        DANCE = "dance", "舞蹈"
        WAIST_DRUM = "waist_drum", "腰鼓"
        TAICHI = "taichi", "太极拳"
        MUSIC = "music", "器乐"
        OPERA = "opera", "戏曲"
        CALLIGRAPHY = "calligraphy", "书画"
        POETRY = "poetry", "诗词"
        CHESS = "chess", "棋牌"
        BALL = "ball", "球类"
        FASHION = "fashion", "时装"
        CRAFT = "craft", "手工"
        PHOTO = "photo", "摄影"
        OTHER = "other", "其他"

    class Status(models.TextChoices):
        ACTIVE = "active", "在册"
        PAUSED = "paused", "停活"
        CLOSED = "closed", "注销"

    name = models.CharField("名称", max_length=40)
    pinyin = models.CharField("拼音", max_length=160, blank=True, editable=False, db_index=True)
    initials = models.CharField("拼音首字母", max_length=40, blank=True, editable=False, db_index=True)
    category = models.CharField("类别", max_length=20, choices=Category.choices)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    captain = models.ForeignKey(
        "portal.User",
        models.SET_NULL,
        verbose_name="负责人账号",
        null=True,
        blank=True,
        related_name="troupes",
    )
    place = models.CharField("活动地点", max_length=80, blank=True)
    weekday = models.PositiveSmallIntegerField("每周活动日", choices=WEEKDAYS, null=True, blank=True)
    starts_at = models.TimeField("开始时间", null=True, blank=True)
    ends_at = models.TimeField("结束时间", null=True, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    registered_on = models.DateField("登记日期", null=True, blank=True)
    introduction = models.TextField("简介", blank=True)
    roster_confirmed_on = models.DateField("花名册确认日期", null=True, blank=True)

    objects = TroupeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团队"
        ordering = ["community__position", "category", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "community", "name"],
                nulls_distinct=False,
                name="troupe_name_once_per_owner",
                violation_error_message="同一社区已有同名团队。",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="troupe_slot_in_order",
                violation_error_message="结束时间应晚于开始时间。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return link("troupes:troupe-detail", self.pk)

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self):
        """Derived columns; bulk writers call it themselves."""
        self.pinyin, self.initials = pinyin_of(self.name), initials_of(self.name)

    @property
    def status_tone(self):
        return {"active": "good", "paused": "warn"}.get(self.status, "muted")

    @property
    def slot(self):
        """The weekly slot in words: 周三 09:00–11:00."""
        if not self.weekday:
            return ""
        hours = f" {self.starts_at:%H:%M}–{self.ends_at:%H:%M}" if self.starts_at and self.ends_at else ""
        return f"{self.get_weekday_display()}{hours}"

    @property
    def leader_names(self):
        """Needs with_leaders()."""
        return "、".join(membership.person.name for membership in self.leading)

    @property
    def is_confirmed(self):
        """The roster was confirmed within the last twelve months."""
        oldest = timezone.localdate() - timedelta(days=ROSTER_DAYS)
        return bool(self.roster_confirmed_on) and self.roster_confirmed_on >= oldest


class StarRatingQuerySet(ScopedQuerySet):
    community_path = "troupe__community"
    captain_path = "troupe__captain"


@tracked
class StarRating(models.Model):
    """星级评定, re-checked every second year."""

    troupe = models.ForeignKey(Troupe, models.CASCADE, verbose_name="团队", related_name="stars")
    year = models.PositiveSmallIntegerField("年度")
    stars = models.PositiveSmallIntegerField("星级", validators=[MinValueValidator(1), MaxValueValidator(5)])
    note = models.CharField("评语", max_length=200, blank=True)

    objects = StarRatingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "星级评定"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["troupe", "year"],
                name="star_once_a_year",
                violation_error_message="该年度已评过星级。",
            ),
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="star_one_to_five"),
        ]

    def __str__(self):
        return f"{self.troupe} {self.year}年 {self.stars}星"

    def get_absolute_url(self):
        return link("troupes:troupe-detail", self.troupe_id)


class OfTroupeQuerySet(ScopedQuerySet):
    """Rows below a troupe; the captain keeps them."""

    community_path = "troupe__community"
    captain_path = "troupe__captain"
    captain_edits = True
