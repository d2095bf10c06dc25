"""Factories of the noun `groups`."""

from datetime import time

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.portal import CommunityFactory
from tests.factories.troupes.base import OwnedFactory
from troupes.models import StarRating, Troupe


class TroupeFactory(OwnedFactory):
    class Meta:
        model = Troupe

    class Params:
        confirmed = factory.Trait(roster_confirmed_on=factory.LazyFunction(timezone.localdate))
        closed = factory.Trait(status="closed")

    name = factory.Sequence(lambda number: f"第{number}舞蹈队")
    category = "dance"
    place = "文化广场"
    weekday = 3
    starts_at = time(9)
    ends_at = time(11)


class OfTroupeFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        community = factory.SubFactory(CommunityFactory)

    troupe = factory.SubFactory(TroupeFactory, community=factory.SelfAttribute("..community"))


class StarRatingFactory(OfTroupeFactory):
    class Meta:
        model = StarRating

    year = 2025
    stars = 4
