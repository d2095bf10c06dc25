"""Factories of the noun `trainings`."""

import factory
from django.utils import timezone

from activities.models import Training
from tests.factories.activities.base import OwnedFactory


class TrainingFactory(OwnedFactory):
    class Meta:
        model = Training

    title = "广场舞编排骨干培训"
    held_on = factory.LazyFunction(timezone.localdate)
    attendances = 12
