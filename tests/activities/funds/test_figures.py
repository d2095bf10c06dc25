"""The money of a project: own lines, and expenses of its events on any line."""

from decimal import Decimal

from activities.funds.figures import Money, money_of
from tests.factories.activities.events import EventFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.projects import ProjectFactory


def test_money_counts_an_expense_once_for_the_project_of_its_event(community):
    own, other = ProjectFactory(community=community), ProjectFactory(community=community)
    line = FundLineFactory(community=community, project=own, budget=Decimal(1000), received=Decimal(600))
    FundLineFactory(community=community, project=own, budget=Decimal(500), received=Decimal(0))
    ExpenseFactory(line=line, amount=Decimal(100))
    ExpenseFactory(line=line, amount=Decimal(30), event=EventFactory(community=community, project=other))
    ExpenseFactory(
        line=FundLineFactory(community=community), amount=Decimal(7), event=EventFactory(community=community)
    )
    assert money_of([own, other]) == {
        own.pk: Money(Decimal(1500), Decimal(600), Decimal(100)),
        other.pk: Money(Decimal(0), Decimal(0), Decimal(30)),
    }
