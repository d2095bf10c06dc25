from datetime import date
from decimal import Decimal

from activities.funds import metrics as funds_metrics
from tests.activities.moments import END, YEAR
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory


def test_funds_share_is_capped_and_absent_without_budget(street, community, neighbour):
    FundLineFactory(community=community, year=YEAR, budget=100, received=300)
    FundLineFactory(community=neighbour, year=YEAR, budget=0, received=50)

    assert funds_metrics.funds_received_share.of_communities(street, YEAR, END) == {community.pk: Decimal(1)}


def test_funds_share_adds_the_three_channels(street, community):
    for channel, received in (("upper", 0), ("street", 5000), ("own", 2500)):
        FundLineFactory(community=community, year=YEAR, channel=channel, budget=5000, received=received)

    assert funds_metrics.funds_received_share.of_communities(street, YEAR, END) == {
        community.pk: Decimal("0.5")
    }


def test_voucher_share_counts_expenses_up_to_the_day(street, community):
    line = FundLineFactory(community=community, year=YEAR)
    ExpenseFactory.create_batch(3, line=line, spent_on=date(YEAR, 5, 1))
    ExpenseFactory(line=line, spent_on=date(YEAR, 5, 2), without_voucher=True)
    ExpenseFactory(line=line, spent_on=date(YEAR, 9, 1), without_voucher=True)

    assert funds_metrics.voucher_share.of_communities(street, YEAR, date(YEAR, 6, 30)) == {
        community.pk: Decimal("0.75")
    }


def test_voucher_share_is_one_for_a_ledger_without_expenses_and_absent_without_ledger(
    street, community, neighbour
):
    FundLineFactory(community=community, year=YEAR)

    assert funds_metrics.voucher_share.of_communities(street, YEAR, END) == {community.pk: Decimal(1)}
