"""Factories of the noun `projects`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Milestone, Project, Theme
from tests.factories.activities.base import OwnedFactory, this_year
from tests.factories.portal import CommunityFactory


class ThemeFactory(OwnedFactory):
    class Meta:
        model = Theme

    year = factory.LazyFunction(this_year)
    title = factory.Sequence(lambda number: f"书香邻里{number}")
    planned_events = 4


class ProjectFactory(OwnedFactory):
    """A community's brand; `five=True` builds a street's 桃花节."""

    class Meta:
        model = Project

    class Params:
        five = factory.Trait(kind="festival", community=None, title="桃花节")

    year = factory.LazyFunction(this_year)
    kind = "brand"
    title = factory.Sequence(lambda number: f"邻里剧场{number}")
    aim = "办成居民认得、愿意来的特色活动。"


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    class Params:
        community = factory.SubFactory(CommunityFactory)
        overdue = factory.Trait(due_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=5)))

    project = factory.SubFactory(ProjectFactory, community=factory.SelfAttribute("..community"))
    title = factory.Sequence(lambda number: f"第{number}个节点")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
