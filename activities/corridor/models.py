from datetime import timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Max, Q, Sum
from django.utils import timezone

from portal.access import Owned, ScopedQuerySet, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


class BoardQuerySet(ScopedQuerySet):
    def with_changes(self):
        """Adds `changed_on` (the newest edition's day) and `year_pages` (版数 published this year)."""
        year = timezone.localdate().year
        return self.annotate(
            changed_on=Max("editions__published_on"),
            year_pages=Sum("editions__pages", filter=Q(editions__published_on__year=year), default=0),
        )

    def stale(self):
        """Boards unchanged for more than 60 days (考核 E3): by the newest edition, or, before the first
        one, by the day the board was built. A board without either date was never used: stale too."""
        limit = timezone.localdate() - timedelta(days=Board.STALE_DAYS)
        never = Q(changed_on__isnull=True) & (Q(built_on__isnull=True) | Q(built_on__lt=limit))
        changed = (
            self
            if "changed_on" in self.query.annotations
            else self.annotate(changed_on=Max("editions__published_on"))
        )
        return changed.filter(never | Q(changed_on__lt=limit))


@tracked
class Board(Owned):
    """宣传阵地: a stretch of the culture corridor, a blackboard, a notice board or a screen."""

    STALE_DAYS = 60

    class Kind(models.TextChoices):
        CORRIDOR = "corridor", "文化长廊"
        BLACKBOARD = "blackboard", "黑板报"
        NOTICE = "notice", "宣传栏"
        SCREEN = "screen", "电子屏"

    code = models.CharField("编号", max_length=20)
    kind = models.CharField("类型", max_length=12, choices=Kind.choices)
    location = models.CharField("位置", max_length=80)
    length = models.DecimalField(
        "长度（米）", max_digits=6, decimal_places=1, default=0, validators=[MinValueValidator(0)]
    )
    built_on = models.DateField("建成日期", null=True, blank=True)
    keeper = models.CharField("责任人", max_length=40, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "宣传阵地"
        ordering = ["community__position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "code"],
                name="board_code_once",
                violation_error_message="这个编号已被使用。",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.location}"

    def get_absolute_url(self):
        return link("activities:board-detail", self.pk)

    @property
    def last_change(self):
        """The day from which the sixty days are counted; free on rows that carry `changed_on`."""
        if not hasattr(self, "changed_on"):
            self.changed_on = self.editions.aggregate(newest=Max("published_on"))["newest"]
        return self.changed_on or self.built_on

    @property
    def change_due_on(self):
        return self.last_change + timedelta(days=self.STALE_DAYS) if self.last_change else None

    @property
    def is_stale(self):
        """Unchanged for more than STALE_DAYS, as `BoardQuerySet.stale` counts; never changed is stale too."""
        return self.change_due_on is None or self.change_due_on < timezone.localdate()

    @property
    def state(self):
        if self.last_change is None:
            return "从未出刊"
        return f"{(timezone.localdate() - self.last_change).days}天未更换" if self.is_stale else "正常"

    @property
    def status_tone(self):
        return "warn" if self.is_stale else "good"


class EditionQuerySet(YearQuerySet):
    year_path = "published_on__year"
    community_path = "board__community"


@tracked
class Edition(models.Model):
    """版面: one issue put up on a board, counted in 版."""

    board = models.ForeignKey(Board, models.CASCADE, verbose_name="宣传阵地", related_name="editions")
    issue = models.CharField("期号", max_length=20)
    theme = models.CharField("主题", max_length=80)
    pages = models.PositiveSmallIntegerField("版数", default=1, validators=[MinValueValidator(1)])
    published_on = models.DateField("出刊日期")
    editor = models.CharField("责任编辑", max_length=40, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "版面"
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "issue"], name="edition_issue_once", violation_error_message="该期号已登记。"
            )
        ]

    def __str__(self):
        return f"{self.issue} {self.theme}"

    def get_absolute_url(self):
        return link("activities:board-detail", self.board_id)
