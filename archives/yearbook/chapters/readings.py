"""Metrics as the yearbook prints them: one figure per community and one for the street."""

from dataclasses import dataclass
from decimal import Decimal

from portal.contributions import all_metrics
from portal.days import last_day
from portal.metrics import STREET, Kind, Metric

MISSING = "—"


@dataclass(frozen=True)
class Reading:
    """One metric of one year. `values` is {community_id: Decimal}; an absent community has no figure.
    `own` is the figure of the street's own rows (街道本级), which are never compared with the communities'."""

    metric: Metric
    values: dict[int, Decimal]
    own: Decimal = Decimal(0)

    @property
    def label(self):
        """The name with its unit, as it heads a column; 参与人次 already says it."""
        name, unit = self.metric.label, self.metric.unit
        return name if not unit or name.endswith(unit) else f"{name}（{unit}）"

    @property
    def is_additive(self):
        return self.metric.kind.adds_up

    @property
    def whole(self) -> Decimal | None:
        """The street's figure: the sum, for shares and marks the mean, None where neither makes sense."""
        if not self.values:
            return None
        total = sum(self.values.values(), Decimal(0))
        if self.is_additive:
            return total
        return total / len(self.values) if self.metric.kind.averages else None

    def of(self, community) -> Decimal:
        return self.values.get(community.pk, Decimal(0))

    def text(self, community) -> str:
        """The community's figure; no rows are 0 where things are counted, and a dash where they are rated."""
        return figure(
            self.values.get(community.pk, Decimal(0) if self.is_additive else None), self.metric.kind
        )

    @property
    def everything(self) -> int:
        """Communities and street together, of what can be added up."""
        return int(sum(self.values.values(), self.own))

    @property
    def whole_text(self):
        return figure(self.whole, self.metric.kind)


def figure(value: Decimal | None, kind: Kind = Kind.COUNT) -> str:
    """A number as the book prints it: 12,345, 86.5%, and a dash where there is none."""
    if value is None:
        return MISSING
    if kind is Kind.SHARE:
        return f"{Decimal(value) * 100:.1f}%"
    rounded = round(Decimal(value), 1)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,}"


def read_metrics(street, year: int, *, adding_up: bool = False) -> dict[str, Reading]:
    """Every metric of the year by its key, or those that can be added up; a year still running is read up to today."""
    until = last_day(year)
    return {
        key: _read(metric, metric(street, year, until))
        for key, metric in all_metrics().items()
        if metric.kind.adds_up or not adding_up
    }


def _read(metric, figures) -> Reading:
    values = {owner: value for owner, value in figures.items() if owner is not STREET}
    return Reading(metric, values, figures.get(STREET, Decimal(0)))
