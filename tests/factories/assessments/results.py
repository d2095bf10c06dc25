"""Factories of the noun `results`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import Outcome
from tests.factories.assessments.marking import AssessmentFactory
from tests.factories.portal import CommunityFactory


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    class Params:
        community = factory.SubFactory(CommunityFactory)

    assessment = factory.SubFactory(
        AssessmentFactory, community=factory.SelfAttribute("..community"), final=True
    )
    kind = "rectify"
    content = "补齐活动档案"
    decided_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=20))
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
