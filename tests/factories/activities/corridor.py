"""Factories of the noun `corridor`."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Board, Edition
from tests.factories.activities.base import OwnedFactory
from tests.factories.portal import CommunityFactory


class BoardFactory(OwnedFactory):
    class Meta:
        model = Board

    code = factory.Sequence(lambda number: f"B-{number}")
    kind = "blackboard"
    location = "党群服务中心门前"


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    class Params:
        community = factory.SubFactory(CommunityFactory)

    board = factory.SubFactory(BoardFactory, community=factory.SelfAttribute("..community"))
    issue = factory.Sequence(lambda number: f"第{number}期")
    theme = "邻里守望"
    pages = 4
    published_on = factory.LazyFunction(timezone.localdate)
