"""Factories of the noun `people`."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.portal import CommunityFactory
from tests.factories.troupes.base import OwnedFactory
from tests.factories.troupes.groups import OfTroupeFactory
from troupes.models import Consent, Membership, Person, Talent


class PersonFactory(OwnedFactory):
    class Meta:
        model = Person

    class Params:
        bare = factory.Trait(gender="", birth_year=None, birth_month=None, phone=None)
        child = factory.Trait(birth_year=factory.LazyFunction(lambda: timezone.localdate().year - 9))

    name = factory.Sequence(lambda number: f"张桂{chr(0x4E00 + number % 2000)}")
    gender = "F"
    birth_year = 1958
    birth_month = 3
    phone = factory.Sequence(lambda number: f"100{number:08d}")


class OfPersonFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        community = factory.SubFactory(CommunityFactory)

    person = factory.SubFactory(PersonFactory, community=factory.SelfAttribute("..community"))


class MembershipFactory(OfTroupeFactory):
    class Meta:
        model = Membership

    class Params:
        leading = factory.Trait(post="leader")
        ended = factory.Trait(until=date(2024, 12, 31))

    person = factory.SubFactory(PersonFactory, community=factory.SelfAttribute("..troupe.community"))
    since = date(2024, 1, 1)


class TalentFactory(OfPersonFactory):
    class Meta:
        model = Talent

    field = factory.Sequence(lambda number: f"二胡{number}")


class ConsentFactory(OfPersonFactory):
    class Meta:
        model = Consent

    scope = "roster"
    given_on = date(2025, 3, 1)
