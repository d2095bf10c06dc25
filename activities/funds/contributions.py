from datetime import timedelta

from django.db.models import Min, Sum

from activities.funds import chapter, figures, metrics
from activities.funds.models import Expense, FundLine
from portal.access import own_level, place_of
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, Fact, MenuItem, Panel, Todo, unwritten

SHOWN = 50  # expenses on the page of their event or project


class FundContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("经费", link("activities:fundline-list"), "coin-yuan", SUPPORT, 320)]

    def todos(self, user):
        """Expenses of the own level that carry no voucher number yet, as one line."""
        return _missing_vouchers(user) if user.is_officer or user.is_staff_member else []

    def year_state(self, user, year):
        """经费到位率: staff see their community's, officer and leader the street's."""
        return [_received(user, year)] if user.follows_the_year else []

    def gaps(self, street, year):
        lines = FundLine.objects.filter(street=street).for_year(year)
        return unwritten("经费", lines, link("activities:fundline-list", year=year))

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.money_chapter(street, year)]

    def event_panels(self, user, event):
        if user.is_captain:
            return []
        expenses = Expense.objects.visible_to(user).filter(event=event).select_related("line")
        spent = expenses.aggregate(total=Sum("amount"))["total"]
        return [
            Panel("activities/funds/_event_expenses.html", {"expenses": expenses[:SHOWN], "spent": spent})
        ]

    def project_panels(self, user, project):
        expenses = figures.expenses_of([project.pk]).visible_to(user).select_related("event", "line")
        lines = FundLine.objects.visible_to(user).filter(project=project)
        return [Panel("activities/funds/_project_money.html", {"lines": lines, "expenses": expenses[:SHOWN]})]

    def project_figures(self, projects):
        return figures.money_of(projects)


def _missing_vouchers(user):
    rows = own_level(Expense.objects.editable_by(user), user).without_voucher()
    found = rows.aggregate(first=Min("spent_on"), amount=Sum("amount"))
    if found["first"] is None:
        return []
    due = found["first"] + timedelta(days=Expense.VOUCHER_DAYS)
    url = link("activities:expense-list", year="all", voucher="missing", community=place_of(user))
    return [Todo("补填支出凭证号", url, "经费", due, f"待补凭证的支出共{found['amount']:,.2f}元")]


def _received(user, year):
    lines = FundLine.objects.visible_to(user).for_year(year)
    if user.community_id:
        lines = own_level(lines, user)
    money = lines.aggregate(budget=Sum("budget", default=0), received=Sum("received", default=0))
    share = round(money["received"] * 100 / money["budget"]) if money["budget"] else 0
    note = "还没有登记预算"
    if money["budget"]:
        note = f"到位 {money['received']:,.0f} 元，预算 {money['budget']:,.0f} 元"
    url = link("activities:fundline-list", year=year, community=user.community_id)
    return Fact("经费到位率", share, "%", target=100, note=note, url=url)
