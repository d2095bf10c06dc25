from decimal import Decimal

from activities.funds.figures import totals_by_channel
from activities.funds.rules import overspending_of
from activities.models import FundLine
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory


def test_totals_per_channel_and_their_sum(street, community):
    upper = FundLineFactory(community=community, channel="upper", budget=1000, received=400)
    ExpenseFactory.create_batch(2, line=upper, amount=150)
    FundLineFactory(community=community, channel="own", budget=1000, received=1000)

    rows = {total.label: total for total in totals_by_channel(FundLine.objects.all())}
    assert list(rows) == ["向上争取", "街道出资", "自筹", "合计"]
    assert (rows["向上争取"].received_rate, rows["向上争取"].spent_rate) == ("40.0%", "30.0%")
    assert rows["街道出资"].spent_rate == ""
    assert (rows["合计"].budget, rows["合计"].received, rows["合计"].spent) == (2000, 1400, 300)
    assert rows["合计"].balance == Decimal(1100)


def test_totals_cost_two_queries(community, django_assert_num_queries):
    for channel in ("upper", "street", "own"):
        ExpenseFactory(line=FundLineFactory(community=community, channel=channel))
    with django_assert_num_queries(2):
        totals_by_channel(FundLine.objects.all())


def test_spending_exactly_what_was_received_is_no_overspending(community):
    line = FundLineFactory(community=community, received=500)
    ExpenseFactory(line=line, amount=500)
    assert overspending_of(line) == ""
    ExpenseFactory(line=line, amount=Decimal("0.01"))
    assert "差0.01元" in overspending_of(FundLine.objects.with_spent().get())
