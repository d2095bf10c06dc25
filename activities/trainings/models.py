from django.core.validators import MinValueValidator
from django.db import models

from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.links import link
from troupes.models import Troupe


class TrainingQuerySet(YearQuerySet):
    year_path = "held_on__year"


@tracked
class Training(Owned):
    """骨干培训: who was trained, counted in person-times (考核 C4)."""

    title = models.CharField("培训内容", max_length=80)
    held_on = models.DateField("日期")
    organiser = models.CharField("主办单位", max_length=60, blank=True)
    teacher = models.CharField("授课教师", max_length=40, blank=True)
    hours = models.DecimalField("课时", max_digits=5, decimal_places=1, null=True, blank=True)
    troupe = models.ForeignKey(
        Troupe, models.SET_NULL, verbose_name="参训团队", null=True, blank=True, related_name="trainings"
    )
    attendances = models.PositiveIntegerField("参训人次", validators=[MinValueValidator(1)])

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "骨干培训"
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return link("activities:training-detail", self.pk)
