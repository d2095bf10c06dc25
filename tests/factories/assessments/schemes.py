"""Factories of the noun `schemes`."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import Indicator, Scheme
from tests.factories.portal import CommunityFactory, UserFactory

LATE = [
    {
        "metric": "reports_late",
        "rule": "penalty",
        "points": "60",
        "per": "10",
        "also": "reports_missing",
        "also_per": "20",
    }
]


def officer_of(street):
    found = street.users.filter(role="officer").first()
    return found or UserFactory(officer=True, street=street)


class SchemeFactory(DjangoModelFactory):
    """A draft without indicators; `published` is in force, `small` has two indicators of 60 and 40 points."""

    class Meta:
        model = Scheme
        skip_postgeneration_save = True

    class Params:
        community = factory.SubFactory(CommunityFactory)
        published = factory.Trait(status="in_force")

    street = factory.SelfAttribute("community.street")
    year = factory.Sequence(lambda number: 1950 + number % 70)
    title = factory.LazyAttribute(lambda made: f"{made.year}年考核办法")
    self_due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))

    @factory.post_generation
    def small(self, create, extracted, **kwargs):
        if extracted:
            IndicatorFactory(scheme=self, code="G1", section="G 档案", weight=60, formula=LATE, position=1)
            IndicatorFactory(
                scheme=self, code="H2", section="H 特色", kind="hand", weight=40, formula=[], position=2
            )


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    class Params:
        community = factory.SubFactory(CommunityFactory)

    scheme = factory.SubFactory(SchemeFactory, community=factory.SelfAttribute("..community"))
    section = "A 组织领导"
    code = factory.Sequence(lambda number: f"A{number % 99 + 1}")
    title = "工作报送及时率"
    kind = "measured"
    weight = Decimal(60)
    standard = "按期报送。"
    formula = LATE
