"""Numbers have one definition (DESIGN §3.7).

A Metric is contributed once by the app that owns its rows and used alike by the dashboard, the score,
the progress table and the yearbook.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.contributions import collect


@dataclass(frozen=True)
class Metric:
    """One figure per community and year.

    `compute(street, year, until)` returns `{community_id: Decimal}` for every community of the street
    that has a value, in a constant number of queries, counting rows dated up to and including `until`.
    A community that is absent counts as zero. `rows_url(community, year)` leads to the rows behind it.
    """

    key: str
    label: str
    unit: str
    compute: Callable[[object, int, date], dict[int, Decimal]]
    rows_url: Callable[[object, int], str]
    definition: str  # one Chinese sentence shown beside the figure


def all_metrics() -> dict[str, Metric]:
    return {metric.key: metric for metric in collect("metrics")}


def end_of_year(year: int) -> date:
    return date(year, 12, 31)
