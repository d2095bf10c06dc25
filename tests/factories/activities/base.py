"""What the factories of activities share: a row of a street or of one of its communities."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.portal import CommunityFactory, StreetFactory


def this_year():
    return timezone.localdate().year


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    community = factory.SubFactory(CommunityFactory)
    street = factory.LazyAttribute(lambda made: made.community.street if made.community else StreetFactory())
