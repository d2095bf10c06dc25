from django.utils import timezone

from activities.funds.chapter import money_chapter
from activities.funds.contributions import FundContribution
from portal.contributions import Contribution
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.offers import offered, tables_of

NOUNS = [FundContribution()]


def test_year_state_without_budget_says_so(staff):
    money = offered(NOUNS, Contribution.year_state, staff, timezone.localdate().year)[0]
    assert (money.value, money.note) == (0, "还没有登记预算")


def test_chapter_of_money_adds_up(street, community):
    line = FundLineFactory(community=community, year=2025, channel="own", budget=1000, received=800)
    ExpenseFactory(line=line, amount=250)
    FundLineFactory(community=None, street=street, year=2025, channel="street", budget=500, received=500)

    chapter = money_chapter(street, 2025)
    assert chapter.title == "经费"
    by_channel = tables_of(chapter)["2025年文体经费（按渠道）"]["rows"]
    assert by_channel[-1] == ["合计", "1,500.00", "1,300.00", "250.00", "86.7%", "16.7%"]
    by_unit = tables_of(chapter)["2025年文体经费（按单位）"]["rows"]
    assert by_unit == [["街道本级", "500.00", "500.00", "0.00"], ["滨河社区", "1,000.00", "800.00", "250.00"]]
