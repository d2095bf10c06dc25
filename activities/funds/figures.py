"""The ledger's sums (经费台账): three channels, in a constant number of queries."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from activities.funds.models import Expense, ExpenseQuerySet, FundLine
from portal.numbers import rate_text


@dataclass(frozen=True)
class ChannelTotal:
    """Sums of one channel in yuan. 到位率 is received ÷ budget, 执行率 spent ÷ budget."""

    label: str
    channel: str = ""  # empty for the sum of all
    budget: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    share: str = ""

    @property
    def spent_share(self) -> Decimal:
        """执行率 as a number, 0–1 and above."""
        return self.spent / self.budget if self.budget else Decimal(0)

    @property
    def received_rate(self) -> str:
        return rate_text(self.received, self.budget)

    @property
    def spent_rate(self) -> str:
        return rate_text(self.spent, self.budget)

    @property
    def balance(self) -> Decimal:
        return self.received - self.spent


def totals_by_channel(lines) -> list[ChannelTotal]:
    """One total per channel, in the office's order, and the sum of all as the last (合计). `lines` is a
    FundLine queryset, filtered as the page is; two queries."""
    plain = FundLine.objects.filter(pk__in=lines.order_by().values("pk"))
    sums = plain.order_by().values("channel").annotate(budget=Sum("budget"), received=Sum("received"))
    spent = Expense.objects.filter(line__in=plain.values("pk")).order_by()
    spent_by = dict(spent.values_list("line__channel").annotate(total=Sum("amount")))
    found = {row["channel"]: row for row in sums}
    everything = sum((row["budget"] for row in found.values()), Decimal(0))
    totals = [
        ChannelTotal(
            label,
            channel,
            budget=found.get(channel, {}).get("budget", Decimal(0)),
            received=found.get(channel, {}).get("received", Decimal(0)),
            spent=spent_by.get(channel, Decimal(0)),
            share=rate_text(found.get(channel, {}).get("budget"), everything),
        )
        for channel, label in FundLine.Channel.choices
    ]
    return [*totals, _sum_of(totals)]


def _sum_of(totals):
    zero = Decimal(0)
    return ChannelTotal(
        "合计",
        budget=sum((total.budget for total in totals), zero),
        received=sum((total.received for total in totals), zero),
        spent=sum((total.spent for total in totals), zero),
        share="100.0%" if any(total.budget for total in totals) else "",
    )


NONE = Decimal("0.00")


@dataclass(frozen=True)
class Money:
    """Yuan: planned and received on the fund lines of a project, spent on its events or from its lines."""

    budget: Decimal = NONE
    received: Decimal = NONE
    spent: Decimal = NONE


def money_of(projects) -> dict[int, Money]:
    """{project id: Money} in two queries. An expense counts for the project of its event, else of its line."""
    ids = [project.pk for project in projects]
    lines = FundLine.objects.filter(project__in=ids).order_by().values_list("project")
    planned = {
        pk: (budget, received) for pk, budget, received in lines.annotate(Sum("budget"), Sum("received"))
    }
    spent = dict(expenses_of(ids).order_by().values_list("for_project").annotate(Sum("amount")))
    return {pk: Money(*planned.get(pk, (NONE, NONE)), spent.get(pk, NONE)) for pk in ids}


def expenses_of(project_ids: list[int]) -> ExpenseQuerySet:
    """Expenses with `for_project`, of the projects given."""
    touching = Q(event__project__in=project_ids) | Q(line__project__in=project_ids)
    named = Expense.objects.filter(touching).annotate(for_project=Coalesce("event__project", "line__project"))
    return named.filter(for_project__in=project_ids)
