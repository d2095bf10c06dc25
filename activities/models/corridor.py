from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from portal.access import Owned, ScopedQuerySet
from portal.audit import tracked


@tracked
class Board(Owned):
    """宣传阵地: a stretch of the culture corridor, a blackboard, a notice board or a screen."""

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

    class Meta:
        verbose_name = verbose_name_plural = "宣传阵地"
        ordering = ["community__position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "code"], name="board_code_once", violation_error_message="这个编号已被使用。"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.location}"

    def get_absolute_url(self):
        return reverse("activities:board-detail", args=[self.pk])


class EditionQuerySet(ScopedQuerySet):
    community_path = "board__community"

    def for_year(self, year):
        return self.filter(published_on__year=year)


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
        return reverse("activities:board-detail", args=[self.board_id])
