"""Factories of the noun `funds`."""

from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Expense, FundLine
from tests.factories.activities.base import OwnedFactory, this_year
from tests.factories.portal import CommunityFactory


class FundLineFactory(OwnedFactory):
    class Meta:
        model = FundLine

    year = factory.LazyFunction(this_year)
    channel = "street"
    source = factory.Sequence(lambda number: f"文化专项经费{number}")
    budget = Decimal(10000)
    received = Decimal(8000)


class ExpenseFactory(DjangoModelFactory):
    class Meta:
        model = Expense

    class Params:
        community = factory.SubFactory(CommunityFactory)
        without_voucher = factory.Trait(voucher_number="")

    line = factory.SubFactory(FundLineFactory, community=factory.SelfAttribute("..community"))
    spent_on = factory.LazyFunction(timezone.localdate)
    purpose = factory.Sequence(lambda number: f"活动用品{number}")
    amount = Decimal(500)
    voucher_number = factory.Sequence(lambda number: f"记{number:04d}")
