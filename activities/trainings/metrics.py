"""Figures of trainings. Source: the indicator table of the assessment (C4)."""

from django.db.models import Sum

from activities.trainings.models import Training
from portal.metrics import Figures, Group, by_owner, metric, rows


@metric(
    "骨干培训",
    unit="人次",
    group=Group.TROUPES,
    rows=rows("activities:training-list"),
    definition="本年度骨干培训的参训人次之和。",
)
def training_attendances(street, year, until) -> Figures:
    """Person-times of training of the owner's key members."""
    trainings = Training.objects.filter(street=street).for_year(year).filter(held_on__lte=until)
    return by_owner(trainings, Sum("attendances"))
