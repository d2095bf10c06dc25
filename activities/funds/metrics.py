"""Figures of the money ledger. Source: the indicator table of the assessment (B2)."""

from decimal import Decimal

from django.db.models import Count, Q, Sum

from activities.funds.models import Expense, FundLine
from portal.metrics import Figures, Group, Kind, count_by_owner, metric, rows, shares_by_owner


@metric(
    "经费到位率",
    kind=Kind.SHARE,
    group=Group.SUPPORT,
    rows=rows("activities:fundline-list"),
    definition="三个渠道到位金额之和除以预算之和，最高按100%计；没有预算的按0计。",
)
def funds_received_share(street, year, until) -> Figures:
    """Received ÷ budget over the three channels, at most 1. A ledger line carries its year and no date, so
    `until` cannot divide it. Without a budget there is no share: the owner is absent."""
    lines = FundLine.objects.filter(street=street).for_year(year)
    return shares_by_owner(lines, part=Sum("received"), whole=Sum("budget"))


@metric(
    "支出凭证齐全率",
    kind=Kind.SHARE,
    group=Group.SUPPORT,
    rows=rows("activities:expense-list"),
    definition="已填凭证号的支出笔数除以全部支出笔数；建了台账而没有支出的按100%计，没有台账的按0计。",
)
def voucher_share(street, year, until) -> Figures:
    """Expenses that carry a voucher number ÷ all expenses, by number. An owner that keeps a ledger for the
    year and has spent nothing lacks no voucher: 1. One without any ledger line has proved nothing and is absent."""
    keepers = count_by_owner(FundLine.objects.filter(street=street).for_year(year))
    spent = Expense.objects.filter(line__street=street, line__year=year, spent_on__lte=until)
    proven = Count("pk", filter=~Q(voucher_number=""))
    return dict.fromkeys(keepers, Decimal(1)) | shares_by_owner(spent, part=proven, whole=Count("pk"))
