"""Factories of the noun `marking`."""

from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import Adjustment, Assessment, Score
from tests.factories.assessments.schemes import IndicatorFactory, SchemeFactory, officer_of
from tests.factories.portal import CommunityFactory


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    class Params:
        reviewed = factory.Trait(
            status="reviewed", base=80, total=80, self_submitted_at=factory.LazyFunction(timezone.now)
        )
        final = factory.Trait(
            status="final",
            base=80,
            total=80,
            grade="good",
            rank=1,
            finalised_at=factory.LazyFunction(timezone.now),
        )

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")
    scheme = factory.SubFactory(SchemeFactory, community=factory.SelfAttribute("..community"), published=True)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    class Params:
        community = factory.SubFactory(CommunityFactory)

    assessment = factory.SubFactory(AssessmentFactory, community=factory.SelfAttribute("..community"))
    indicator = factory.SubFactory(IndicatorFactory, scheme=factory.SelfAttribute("..assessment.scheme"))


class AdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = Adjustment

    class Params:
        community = factory.SubFactory(CommunityFactory)
        veto = factory.Trait(kind="veto", points=0, title="重大安全责任事故")

    assessment = factory.SubFactory(AssessmentFactory, community=factory.SelfAttribute("..community"))
    kind = "bonus"
    title = "区级舞蹈比赛一等奖"
    points = Decimal(2)
    evidence = "获奖证书"
    by = factory.LazyAttribute(lambda made: officer_of(made.assessment.street))
