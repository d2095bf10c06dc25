"""Metrics as the yearbook prints them: one figure per community and one for the street."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from portal.metrics import Metric, all_metrics, end_of_year

MISSING = "—"

SHARE_UNITS = {"%", ""}

MEAN_UNITS = SHARE_UNITS | {"分"}

# Figures in these units may be added up over communities; kinds (类) and days (日) may not.
ADDITIVE_UNITS = {"个", "支", "队", "场", "次", "项", "人", "人次", "米", "版", "家", "件", "张", "份", "元"}


@dataclass(frozen=True)
class Reading:
    """One metric of one year. `values` is {community_id: Decimal}; an absent community has no figure."""

    metric: Metric
    values: dict[int, Decimal]

    @property
    def label(self):
        """The name with its unit, as it heads a column; 参与人次 already says it."""
        name, unit = self.metric.label, self.metric.unit
        return name if unit in SHARE_UNITS or name.endswith(unit) else f"{name}（{unit}）"

    @property
    def is_additive(self):
        return self.metric.unit in ADDITIVE_UNITS

    @property
    def whole(self) -> Decimal | None:
        """The street's figure: the sum, for shares and marks the mean, None where neither makes sense."""
        if not self.values:
            return None
        total = sum(self.values.values(), Decimal(0))
        if self.is_additive:
            return total
        return total / len(self.values) if self.metric.unit in MEAN_UNITS else None

    def of(self, community) -> Decimal:
        return self.values.get(community.pk, Decimal(0))

    def text(self, community) -> str:
        """The community's figure; no rows are 0 where things are counted, and a dash where they are rated."""
        return figure(
            self.values.get(community.pk, Decimal(0) if self.is_additive else None), self.metric.unit
        )

    @property
    def whole_text(self):
        return figure(self.whole, self.metric.unit)


def figure(value: Decimal | None, unit: str = "个") -> str:
    """A number as the book prints it: 12,345, 86.5%, and a dash where there is none."""
    if value is None:
        return MISSING
    if unit in SHARE_UNITS:
        return f"{Decimal(value) * 100:.1f}%"
    rounded = round(Decimal(value), 1)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,}"


def read_metrics(street, year: int) -> dict[str, Reading]:
    """Every metric of the year by its key; a year still running is read up to today."""
    until = last_day(year)
    return {
        key: Reading(metric, metric.compute(street, year, until)) for key, metric in all_metrics().items()
    }


def last_day(year: int) -> date:
    return min(end_of_year(year), timezone.localdate())
