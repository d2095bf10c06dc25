"""放假安排. Merged into FACTORIES of the portal: `"holiday": HolidayFactory`."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from portal.days.models import Holiday


class HolidayFactory(DjangoModelFactory):
    """A day off of the community's street; each row has a day of its own. `all_streets` is the trait of a
    row without a street."""

    class Meta:
        model = Holiday

    class Params:
        community = factory.SubFactory("tests.factories.portal.CommunityFactory")
        all_streets = factory.Trait(street=None)

    street = factory.SelfAttribute("community.street")
    name = "庙会假"
    kind = Holiday.Kind.OFF
    first = factory.Sequence(lambda number: date(2027, 3, 1) + timedelta(weeks=number % 40))
    last = factory.SelfAttribute("first")


FACTORIES = {"holiday": HolidayFactory}
