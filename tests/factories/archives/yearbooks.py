"""Yearbooks and their editions."""

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from archives.models import Edition, Yearbook
from portal.files.store import store_file
from tests.factories.portal import CommunityFactory


class YearbookFactory(DjangoModelFactory):
    """A yearbook of `community` with one edition, unless `unbuilt`; `community=None, street=…` makes the street's own."""

    class Meta:
        model = Yearbook
        skip_postgeneration_save = True

    class Params:
        unbuilt = factory.Trait(editions=None)

    community = factory.SubFactory(CommunityFactory)
    street = factory.LazyAttribute(lambda made: made.community.street)
    year = factory.Sequence(lambda number: 2000 + number % 100)
    title = factory.LazyAttribute(lambda made: f"{made.street.name}群众文化年鉴")
    editions = factory.RelatedFactory("tests.factories.archives.yearbooks.EditionFactory", "yearbook")


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    yearbook = factory.SubFactory(YearbookFactory, unbuilt=True)
    number = factory.LazyAttribute(lambda made: made.yearbook.editions.count() + 1)
    blob = factory.LazyFunction(
        lambda: store_file(ContentFile(b"%PDF-1.7 yearbook"), content_type="application/pdf")
    )
    pages = 64
    photos = 12
