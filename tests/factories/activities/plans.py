"""Factories of the noun `plans`."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Plan, PlanRound, Target
from tests.factories.activities.base import OwnedFactory, this_year
from tests.factories.portal import CommunityFactory, staff_of


class PlanFactory(OwnedFactory):
    """A draft. There is one plan per owner and year: where the owner's is taken, a neighbour's is built."""

    class Meta:
        model = Plan

    class Params:
        submitted = factory.Trait(status="submitted", submitted_at=factory.LazyFunction(timezone.now))
        approved = factory.Trait(
            status="approved",
            submitted_at=factory.LazyFunction(timezone.now),
            approved_at=factory.LazyFunction(timezone.now),
        )

    year = factory.LazyFunction(this_year)
    title = factory.LazyAttribute(lambda made: f"{made.community or made.street}{made.year}年文体工作计划")
    aims = "围绕文化主题，办好身边的文体活动。"
    measures = "一、抓团队。\n二、抓活动。"
    safeguards = "经费落实，责任到人。"

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        community, street = kwargs["community"], kwargs["street"]
        if Plan.objects.filter(street=street, community=community, year=kwargs["year"]).exists():
            kwargs["community"] = CommunityFactory(street=street)
        return kwargs


class PlanRoundFactory(DjangoModelFactory):
    class Meta:
        model = PlanRound

    class Params:
        community = factory.SubFactory(CommunityFactory)
        approved = factory.Trait(
            decision="approved",
            decided_at=factory.LazyFunction(timezone.now),
            decided_by=factory.SelfAttribute("submitted_by"),
        )

    plan = factory.SubFactory(PlanFactory, community=factory.SelfAttribute("..community"), submitted=True)
    number = 1
    snapshot = factory.LazyFunction(lambda: {"标题": "文体工作计划", "指导思想与目标": "办好活动。"})
    submitted_by = factory.LazyAttribute(
        lambda made: staff_of(made.plan.community or CommunityFactory(street=made.plan.street))
    )


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    class Params:
        community = factory.SubFactory(CommunityFactory)

    plan = factory.SubFactory(PlanFactory, community=factory.SelfAttribute("..community"))
    kind = "events"
    value = 10
