"""Factories of the noun `surveys`."""

from decimal import Decimal

import factory
from django.utils import timezone

from activities.models import Survey
from tests.factories.activities.base import OwnedFactory, this_year


class SurveyFactory(OwnedFactory):
    class Meta:
        model = Survey

    year = factory.LazyFunction(this_year)
    title = "群众文化满意度调查"
    held_on = factory.LazyFunction(timezone.localdate)
    sample = 100
    score = Decimal("91.50")
