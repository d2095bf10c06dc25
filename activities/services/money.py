"""Money of projects, read from the ledger: budget, received, spent."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from activities.models import Expense, FundLine

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


def expenses_of(project_ids):
    """Expenses with `for_project`, of the projects given."""
    touching = Q(event__project__in=project_ids) | Q(line__project__in=project_ids)
    named = Expense.objects.filter(touching).annotate(for_project=Coalesce("event__project", "line__project"))
    return named.filter(for_project__in=project_ids)
