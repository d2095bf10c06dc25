"""What the factories of troupes share: a row of one community or of its street."""

import factory
from factory.django import DjangoModelFactory

from tests.factories.portal import CommunityFactory


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")
