"""Troupes, people and what hangs on them. Every factory accepts `community=`."""

from datetime import date, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.portal import CommunityFactory
from troupes.models import (  # fmt: skip
    Award,
    Consent,
    Membership,
    Person,
    Programme,
    Rehearsal,
    RollCall,
    StarRating,
    Talent,
    Troupe,
)


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")


class TroupeFactory(OwnedFactory):
    class Meta:
        model = Troupe

    class Params:
        confirmed = factory.Trait(roster_confirmed_on=factory.LazyFunction(timezone.localdate))
        closed = factory.Trait(status="closed")

    name = factory.Sequence(lambda number: f"第{number}舞蹈队")
    category = "dance"
    place = "文化广场"
    weekday = 3
    starts_at = time(9)
    ends_at = time(11)


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


class OfTroupeFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        community = factory.SubFactory(CommunityFactory)

    troupe = factory.SubFactory(TroupeFactory, community=factory.SelfAttribute("..community"))


class MembershipFactory(OfTroupeFactory):
    class Meta:
        model = Membership

    class Params:
        leading = factory.Trait(post="leader")
        ended = factory.Trait(until=date(2024, 12, 31))

    person = factory.SubFactory(PersonFactory, community=factory.SelfAttribute("..troupe.community"))
    since = date(2024, 1, 1)


class RehearsalFactory(OfTroupeFactory):
    """One a day, going back from yesterday."""

    class Meta:
        model = Rehearsal

    date = factory.Sequence(lambda number: timezone.localdate() - timedelta(days=1 + number % 300))
    starts_at = time(9)
    ends_at = time(11)
    content = "合排新舞"


class RollCallFactory(DjangoModelFactory):
    class Meta:
        model = RollCall

    class Params:
        community = factory.SubFactory(CommunityFactory)

    rehearsal = factory.SubFactory(RehearsalFactory, community=factory.SelfAttribute("..community"))
    person = factory.SubFactory(
        PersonFactory, community=factory.SelfAttribute("..rehearsal.troupe.community")
    )


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


class StarRatingFactory(OfTroupeFactory):
    class Meta:
        model = StarRating

    year = 2025
    stars = 4


class OfPersonFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        community = factory.SubFactory(CommunityFactory)

    person = factory.SubFactory(PersonFactory, community=factory.SelfAttribute("..community"))


class TalentFactory(OfPersonFactory):
    class Meta:
        model = Talent

    field = factory.Sequence(lambda number: f"二胡{number}")


class ConsentFactory(OfPersonFactory):
    class Meta:
        model = Consent

    scope = "roster"
    given_on = date(2025, 3, 1)


FACTORIES = {
    "troupe": TroupeFactory,
    "person": PersonFactory,
    "membership": MembershipFactory,
    "rehearsal": RehearsalFactory,
    "rollcall": RollCallFactory,
    "programme": ProgrammeFactory,
    "award": AwardFactory,
    "starrating": StarRatingFactory,
    "talent": TalentFactory,
    "consent": ConsentFactory,
}
