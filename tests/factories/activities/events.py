"""Factories of the noun `events`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Appearance, Event, Participation, Task
from tests.factories.activities.base import OwnedFactory
from tests.factories.portal import CommunityFactory, staff_of
from tests.factories.troupes import TroupeFactory


class EventFactory(OwnedFactory):
    """A draft that begins now; the traits set what each state needs. `past` puts it three days back."""

    class Meta:
        model = Event

    class Params:
        past = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)))
        planned = factory.Trait(status="planned", published_at=factory.LazyFunction(timezone.now))
        held = factory.Trait(
            status="held",
            attendances=200,
            people=120,
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)),
            held_at=factory.LazyFunction(timezone.now),
        )
        closed = factory.Trait(
            status="closed",
            attendances=200,
            people=120,
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)),
            held_at=factory.LazyFunction(timezone.now),
            closed_at=factory.LazyFunction(timezone.now),
        )

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
