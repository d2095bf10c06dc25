"""Factories of the noun `practice`."""

from datetime import time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.portal import CommunityFactory
from tests.factories.troupes.groups import OfTroupeFactory
from tests.factories.troupes.people import PersonFactory
from troupes.models import Rehearsal, RollCall


class RehearsalFactory(OfTroupeFactory):
    """One a day, going back from yesterday."""

    class Meta:
        model = Rehearsal

    date = factory.Sequence(lambda number: timezone.localdate() - timedelta(days=1 + number % 300))
    starts_at = time(9)
    ends_at = time(11)
    content = "合排新舞"


class RollCallFactory(DjangoModelFactory):
    class Meta:
        model = RollCall

    class Params:
        community = factory.SubFactory(CommunityFactory)

    rehearsal = factory.SubFactory(RehearsalFactory, community=factory.SelfAttribute("..community"))
    person = factory.SubFactory(
        PersonFactory, community=factory.SelfAttribute("..rehearsal.troupe.community")
    )
