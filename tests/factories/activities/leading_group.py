"""Factories of the noun `leading_group`."""

import factory

from activities.models import GroupMember
from tests.factories.activities.base import OwnedFactory, this_year


class GroupMemberFactory(OwnedFactory):
    class Meta:
        model = GroupMember

    year = factory.LazyFunction(this_year)
    post = "member"
    name = factory.Sequence(lambda number: f"组员{number}")
    position = "社区委员"
