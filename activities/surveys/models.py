from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


@tracked
class Survey(Owned):
    """群众满意度调查 (考核 H1): its sample and its score out of 100."""

    SMALL_SAMPLE = 30  # below this the score says too little
    SMALL_SAMPLE_SCORE = 80  # what it counts as then

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("调查名称", max_length=80)
    held_on = models.DateField("日期")
    method = models.CharField("方式", max_length=60, blank=True)
    sample = models.PositiveIntegerField("有效问卷（份）")
    score = models.DecimalField(
        "满意度（百分制）",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    findings = models.TextField("主要意见", blank=True)

    objects = YearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "满意度调查"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="survey_score_in_range"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:survey-detail", self.pk)

    @property
    def is_small(self):
        return self.sample < self.SMALL_SAMPLE

    @property
    def counted_score(self):
        """The score as the assessment counts it (H1): a small sample counts as SMALL_SAMPLE_SCORE."""
        return Decimal(self.SMALL_SAMPLE_SCORE) if self.is_small else self.score

    @property
    def sample_state(self):
        return f"样本不足{self.SMALL_SAMPLE}份，按{self.SMALL_SAMPLE_SCORE}分计" if self.is_small else "有效"

    @property
    def sample_tone(self):
        return "warn" if self.is_small else "good"
