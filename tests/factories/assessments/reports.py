"""Factories of the noun `reports`."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import PeriodReport
from tests.factories.portal import CommunityFactory


class PeriodReportFactory(DjangoModelFactory):
    """Open and not yet due, unless a trait says otherwise."""

    class Meta:
        model = PeriodReport

    class Params:
        on_time = factory.Trait(
            body="一、主要工作",
            due_on=date(2025, 4, 5),
            year=2025,
            submitted_at=factory.LazyFunction(lambda: noon(date(2025, 4, 5))),
        )
        late = factory.Trait(
            body="一、主要工作",
            due_on=date(2025, 4, 5),
            year=2025,
            submitted_at=factory.LazyFunction(lambda: noon(date(2025, 4, 6))),
        )
        missing = factory.Trait(due_on=date(2025, 4, 5), year=2025)

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")
    year = factory.Sequence(lambda number: 1950 + number % 70)
    kind = "quarter"
    number = 1
    title = factory.LazyAttribute(lambda made: f"{made.year}年第一季度季报")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=5))


def noon(day):
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
