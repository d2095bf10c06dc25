"""Factories of the noun `venues`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Booking, Venue
from tests.factories.activities.base import OwnedFactory
from tests.factories.portal import CommunityFactory


class VenueFactory(OwnedFactory):
    class Meta:
        model = Venue

    class Params:
        shared = factory.Trait(
            kind="shared",
            unit="龙三小",
            agreed_from=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30)),
        )

    name = factory.Sequence(lambda number: f"第{number}活动室")
    kind = "room"


class BookingFactory(DjangoModelFactory):
    class Meta:
        model = Booking

    class Params:
        community = factory.SubFactory(CommunityFactory)

    venue = factory.SubFactory(VenueFactory, community=factory.SelfAttribute("..community"))
    purpose = "合唱排练"
    starts_at = factory.LazyFunction(timezone.now)
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))
