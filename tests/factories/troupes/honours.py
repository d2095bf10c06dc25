"""Factories of the noun `honours`."""

import factory
from django.utils import timezone

from tests.factories.troupes.base import OwnedFactory
from tests.factories.troupes.groups import OfTroupeFactory, TroupeFactory
from troupes.models import Award, Programme


class ProgrammeFactory(OfTroupeFactory):
    class Meta:
        model = Programme

    title = factory.Sequence(lambda number: f"桃花朵朵开（{number}）")
    genre = "扇子舞"
    minutes = 5


class AwardFactory(OwnedFactory):
    class Meta:
        model = Award

    troupe = factory.SubFactory(TroupeFactory, community=factory.SelfAttribute("..community"))
    contest = factory.Sequence(lambda number: f"第{number}届区广场舞大赛")
    title = "一等奖"
    level = "district"
    awarded_on = factory.LazyFunction(timezone.localdate)
