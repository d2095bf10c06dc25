from django.utils import timezone

from activities.models import Expense
from tests.activities.pages import url
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory


def test_money_page_names_itself_a_management_ledger_and_totals_what_is_filtered(
    client, officer, community, stranger
):
    FundLineFactory(community=community, channel="own", budget=1000, received=500)
    FundLineFactory(community=stranger.community, channel="own", budget=9000, received=0)
    client.force_login(officer)
    response = client.get(url("fundline-list"), {"community": community.pk})
    assert "不是会计账" in response.content.decode()
    assert [total.budget for total in response.context["totals"].rows] == [0, 0, 1000, 1000]


def test_spending_above_what_was_received_is_saved_with_a_warning(client, staff, community):
    line = FundLineFactory(community=community, received=100, source="居民捐助")
    client.force_login(staff)
    data = {"spent_on": timezone.localdate(), "purpose": "奖品", "amount": "130"}
    response = client.post(url("fundline-expense-add", line.pk), data, follow=True)
    assert Expense.objects.get().amount == 130
    body = response.content.decode()
    assert "“居民捐助”已支出130.00元，超过到位的100.00元，差30.00元" in body
    assert "待补凭证" in body


def test_fund_line_with_expenses_is_not_deleted_but_explained(client, staff, community):
    line = ExpenseFactory(community=community).line
    client.force_login(staff)
    response = client.post(url("fundline-delete", line.pk), follow=True)
    assert "还有关联的支出，不能删除" in response.content.decode()
