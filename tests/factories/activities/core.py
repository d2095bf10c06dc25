"""Plans, projects, themes, events. Each factory accepts `community=`; `community=None, street=…` makes a
street's row."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import (  # fmt: skip
    Appearance,
    Event,
    Milestone,
    Participation,
    Plan,
    PlanRound,
    Project,
    Target,
    Task,
    Theme,
)
from tests.factories.portal import CommunityFactory, StreetFactory, staff_of
from tests.factories.troupes import TroupeFactory


def this_year():
    return timezone.localdate().year


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    community = factory.SubFactory(CommunityFactory)
    street = factory.LazyAttribute(lambda made: made.community.street if made.community else StreetFactory())


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


class EventFactory(OwnedFactory):
    """A draft that begins now; the traits set what each state needs. `past` puts it three days back."""

    class Meta:
        model = Event

    class Params:
        past = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)))
        planned = factory.Trait(status="planned", published_at=factory.LazyFunction(timezone.now))
        held = factory.Trait(
            status="held", attendances=200, people=120,
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)),
            held_at=factory.LazyFunction(timezone.now),
        )  # fmt: skip
        closed = factory.Trait(
            status="closed", attendances=200, people=120,
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)),
            held_at=factory.LazyFunction(timezone.now), closed_at=factory.LazyFunction(timezone.now),
        )  # fmt: skip

    title = factory.Sequence(lambda number: f"邻里文化节第{number}场")
    starts_at = factory.LazyFunction(timezone.now)
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))
    place = "文体广场"
    expected_people = 200
    responsible = factory.LazyAttribute(lambda made: staff_of(made.community) if made.community else None)


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    class Params:
        community = factory.SubFactory(CommunityFactory)

    event = factory.SubFactory(EventFactory, community=factory.SelfAttribute("..community"))
    title = factory.Sequence(lambda number: f"布置场地{number}")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=2))


class AppearanceFactory(DjangoModelFactory):
    class Meta:
        model = Appearance

    class Params:
        community = factory.SubFactory(CommunityFactory)

    event = factory.SubFactory(EventFactory, community=factory.SelfAttribute("..community"))
    troupe = factory.SubFactory(TroupeFactory, community=factory.SelfAttribute("..community"))


class ParticipationFactory(OwnedFactory):
    """An invitation of `community` to an event of its street that is still ahead."""

    class Meta:
        model = Participation

    event = factory.SubFactory(
        EventFactory,
        community=None,
        street=factory.SelfAttribute("..community.street"),
        planned=True,
        title="桃花节",
    )


FACTORIES = {
    "plan": PlanFactory,
    "planround": PlanRoundFactory,
    "target": TargetFactory,
    "theme": ThemeFactory,
    "project": ProjectFactory,
    "milestone": MilestoneFactory,
    "event": EventFactory,
    "task": TaskFactory,
    "appearance": AppearanceFactory,
    "participation": ParticipationFactory,
}
