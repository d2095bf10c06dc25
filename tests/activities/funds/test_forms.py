from datetime import timedelta

from django.utils import timezone

from activities.funds.forms import ExpenseForm, FundLineForm
from activities.models import Expense
from tests.activities.pages import errors
from tests.factories.activities.funds import FundLineFactory

TODAY = timezone.localdate


def test_expense_belongs_to_the_lines_year_and_not_to_the_future(staff, community):
    line = FundLineFactory(community=community)

    def date_error(day):
        data = {"spent_on": day, "purpose": "奖品", "amount": "10"}
        return errors(ExpenseForm(data, user=staff, instance=Expense(line=line)))["spent_on"][0]

    assert f"属于{line.year}年" in date_error(TODAY().replace(year=line.year - 1, day=1))
    assert "不能晚于今天" in date_error(TODAY() + timedelta(days=1))


def test_expense_of_nothing_is_refused(staff, community):
    expense = Expense(line=FundLineFactory(community=community))
    form = ExpenseForm({"spent_on": TODAY(), "purpose": "奖品", "amount": "0"}, user=staff, instance=expense)
    assert list(errors(form)) == ["amount"]


def test_fund_line_refuses_negative_money_and_a_year_far_off(officer):
    data = {"year": "1820", "channel": "own", "source": "自筹", "budget": "-1", "received": "0"}
    assert set(errors(FundLineForm(data, user=officer))) == {"year", "budget"}
