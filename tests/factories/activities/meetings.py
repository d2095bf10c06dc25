"""Factories of the noun `meetings`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Meeting, Resolution
from tests.factories.activities.base import OwnedFactory
from tests.factories.portal import CommunityFactory


class MeetingFactory(OwnedFactory):
    class Meta:
        model = Meeting

    class Params:
        with_minutes = factory.Trait(minutes="会议研究了全年文体工作安排，明确了责任和时限。")

    title = factory.Sequence(lambda number: f"第{number}次文体工作专题会")
    held_at = factory.LazyFunction(timezone.now)


class ResolutionFactory(DjangoModelFactory):
    class Meta:
        model = Resolution

    class Params:
        community = factory.SubFactory(CommunityFactory)
        done = factory.Trait(done_on=factory.LazyFunction(timezone.localdate))

    meeting = factory.SubFactory(
        MeetingFactory, community=factory.SelfAttribute("..community"), with_minutes=True
    )
    title = factory.Sequence(lambda number: f"落实第{number}项议定事项")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
