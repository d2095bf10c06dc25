"""The chapter 经费: three channels with their rates, then what each community received and spent."""

from decimal import Decimal

from django.db.models import Sum

from activities.funds.figures import totals_by_channel
from activities.funds.models import Expense, FundLine
from portal import book

HEAD = [(label, 2, "right") for label in ("预算（元）", "到位（元）", "支出（元）")]


def money_chapter(street, year) -> book.Chapter:
    lines = FundLine.objects.filter(street=street).for_year(year)
    if not lines.exists():
        return book.Chapter("经费")
    totals = totals_by_channel(lines)
    by_owner = _money_by_owner(street, year, lines)
    return book.Chapter(
        "经费",
        [
            book.para(_summary(year, totals[-1])),
            book.table(
                [("渠道", 2, "left"), *HEAD, ("到位率", 1.4, "right"), ("执行率", 1.4, "right")],
                [_channel_row(total) for total in totals],
                caption=f"{year}年文体经费（按渠道）",
            ),
            book.bars(
                [(total.label, total.received, total.budget or None) for total in totals[:-1]],
                unit="元",
                caption="各渠道到位金额与预算",
            ),
            book.table([("单位", 2.4, "left"), *HEAD], by_owner, caption=f"{year}年文体经费（按单位）"),
        ],
    )


def _summary(year, whole):
    return (
        f"{year}年，文体经费预算{_yuan(whole.budget)}元，到位{_yuan(whole.received)}元，"
        f"支出{_yuan(whole.spent)}元，执行率{whole.spent_rate or '—'}。数据取自文体经费管理台账，以会计核算为准。"
    )


def _channel_row(total):
    amounts = (_yuan(total.budget), _yuan(total.received), _yuan(total.spent))
    return (total.label, *amounts, total.received_rate or "—", total.spent_rate or "—")


def _money_by_owner(street, year, lines):
    sums = lines.order_by().values_list("community").annotate(budget=Sum("budget"), received=Sum("received"))
    found = {owner: (budget, received) for owner, budget, received in sums}
    expenses = Expense.objects.filter(line__street=street, line__year=year).order_by()
    spent = dict(expenses.values_list("line__community").annotate(total=Sum("amount")))
    places = {None: "街道本级"} | dict(street.communities.values_list("pk", "name"))
    return [
        (name, _yuan(found[pk][0]), _yuan(found[pk][1]), _yuan(spent.get(pk, Decimal(0))))
        for pk, name in places.items()
        if pk in found
    ]


def _yuan(amount):
    return f"{amount:,.2f}"
