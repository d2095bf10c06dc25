from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from activities.event_states import is_counted, took_place
from activities.plans.models import Plan
from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.duties.models import Duty, DutyQuerySet
from portal.links import link

HELD = took_place("events__")


class ProjectQuerySet(YearQuerySet):
    def with_progress(self):
        """Adds `steps`, `steps_done` and `steps_late` (milestones), `shows` and `shows_done` (its live and its
        held events)."""
        late = Q(milestones__done_on__isnull=True, milestones__due_on__lt=timezone.localdate())
        return self.annotate(
            steps_late=Count("milestones", filter=late, distinct=True),
            steps=Count("milestones", distinct=True),
            steps_done=Count("milestones", filter=Q(milestones__done_on__isnull=False), distinct=True),
            shows=Count("events", filter=is_counted("events__"), distinct=True),
            shows_done=Count("events", filter=HELD, distinct=True),
        )


class ThemeQuerySet(YearQuerySet):
    def with_done(self):
        """Adds `done`: events of the theme that took place."""
        return self.annotate(done=Count("events", filter=HELD))


@tracked
class Project(Owned):
    """五个一 (一先 一节 一会 一校 一廊) or a community's own brand (一社一品), one row per year."""

    class Kind(models.TextChoices):
        PIONEER = "pioneer", "一先：先进社区创建"
        FESTIVAL = "festival", "一节：桃花节"
        GAMES = "games", "一会：社区运动会"
        SCHOOL = "school", "一校：市民学校"
        CORRIDOR = "corridor", "一廊：文化长廊"
        BRAND = "brand", "品牌：一社一品"

    year = models.PositiveSmallIntegerField("年度")
    plan = models.ForeignKey(
        Plan, models.SET_NULL, verbose_name="所属计划", null=True, blank=True, related_name="projects"
    )
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    title = models.CharField("名称", max_length=60)
    aim = models.TextField("目标")
    lead = models.ForeignKey(
        "portal.User", models.SET_NULL, verbose_name="责任人", null=True, blank=True, related_name="projects"
    )
    candidate = models.ForeignKey(
        "portal.Community",
        models.PROTECT,
        verbose_name="推荐社区",
        null=True,
        blank=True,
        related_name="+",
        help_text="“一先”推荐创建市先进社区的社区。",
    )
    starts_on = models.DateField("开始日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True)
    budget = models.DecimalField(
        "预算（元）", max_digits=12, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "项目"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year", "kind"],
                condition=~Q(kind="brand"),
                name="project_kind_once_a_year",
                violation_error_message="本年度的这项“五个一”已经建立。",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="project_dates_in_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        """The year stands in brackets unless the title names it (“2026年桃花节”)."""
        return self.title if str(self.year) in self.title else f"{self.title}（{self.year}年）"

    def get_absolute_url(self):
        return link("activities:project-detail", self.pk)

    @property
    def short_kind(self):
        """一先, 一节 … 品牌: the part before the colon."""
        return self.get_kind_display().split("：")[0]


class MilestoneQuerySet(DutyQuerySet):
    community_path = "project__community"


@tracked
class Milestone(Duty):
    """节点: a dated step of a project with somebody answerable for it."""

    OWNER = "project"

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="milestones")
    title = models.CharField("节点", max_length=80)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta(Duty.Meta):
        verbose_name = verbose_name_plural = "节点"

    @property
    def assignment(self):
        return f"《{self.project.title}》的{self.named}由您负责，期限 {self.due_on:%Y-%m-%d}"


@tracked
class Theme(Owned):
    """文化主题 ("个"): what a year's events are about."""

    year = models.PositiveSmallIntegerField("年度")
    plan = models.ForeignKey(
        Plan, models.SET_NULL, verbose_name="所属计划", null=True, blank=True, related_name="themes"
    )
    title = models.CharField("主题", max_length=60)
    description = models.TextField("说明", blank=True)
    planned_events = models.PositiveSmallIntegerField("计划场次", default=1)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ["-year", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:theme-detail", self.pk)
