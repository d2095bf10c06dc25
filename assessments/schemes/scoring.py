"""From figures to marks. Pure: Decimals in, Decimals out; no database, no HTTP.

A formula is a list of parts; each part turns one metric (a penalty: up to two) into marks by one rule.
Marks of a part lie between 0 and its points (扣完为止). Rounding happens in two places only, half up to two
decimals: at the mark of an indicator (the displayed item) and at the total.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)

HUNDRED = Decimal(100)

CENT = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up (四舍五入)."""
    return value.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Part:
    """One piece of a formula. Which of target, per, also and tiers count depends on the rule (RULES).

    `tiers` are (last day "MM-DD", points), earliest first; "02-29" means the end of February in any year.
    """

    metric: str
    rule: str
    points: Decimal = ZERO
    target: Decimal = ZERO
    per: Decimal = ZERO
    also: str = ""
    also_per: Decimal = ZERO
    tiers: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def from_json(cls, row: dict) -> "Part":
        numbers = {name: Decimal(row.get(name) or 0) for name in ("points", "target", "per", "also_per")}
        tiers = tuple((last, Decimal(points)) for last, points in row.get("tiers", ()))
        return cls(metric=row["metric"], rule=row["rule"], also=row.get("also", ""), tiers=tiers, **numbers)

    def to_json(self) -> dict:
        row = {"metric": self.metric, "rule": self.rule}
        row |= {name: str(value) for name in ("points", "target", "per") if (value := getattr(self, name))}
        if self.also:
            row |= {"also": self.also, "also_per": str(self.also_per)}
        if self.tiers:
            row["tiers"] = [[last, str(points)] for last, points in self.tiers]
        return row

    @property
    def metrics(self) -> tuple[str, ...]:
        return (self.metric, self.also) if self.also else (self.metric,)


@dataclass(frozen=True)
class Rule:
    """`needs` names the Part fields that the officer must fill; `mark(part, value, also, year)` may
    leave 0…points, `mark()` below cuts it."""

    label: str
    needs: tuple[str, ...]
    mark: Callable[[Part, Decimal, Decimal, int], Decimal]


def _tier(part, value, also, year):
    if not value:
        return ZERO
    day = f"{day_of_year(year, value):%m-%d}"
    return next((points for last, points in part.tiers if day <= last), ZERO)


RULES = {
    "proportion": Rule(
        "按比例得分，达到目标得满分",
        ("target",),
        lambda part, value, also, year: part.points * value / part.target,
    ),
    "shortfall": Rule(
        "比目标每少一个单位扣分",
        ("target", "per"),
        lambda part, value, also, year: part.points - part.per * max(part.target - value, ZERO),
    ),
    "each": Rule("每一个单位得分，封顶", ("per",), lambda part, value, also, year: part.per * value),
    "penalty": Rule(
        "每发生一次扣分",
        ("per",),
        lambda part, value, also, year: part.points - part.per * value - part.also_per * also,
    ),
    "tiers": Rule("按完成时间分档得分", ("tiers",), _tier),
    "threshold": Rule(
        "达到目标得满分，否则不得分",
        ("target",),
        lambda part, value, also, year: part.points if value >= part.target else ZERO,
    ),
    "share": Rule("按完成率得分", (), lambda part, value, also, year: part.points * value),
}

# Shown beside a hand mark, gives no marks itself.
READING = "reading"


def mark(part: Part, value: Decimal | None, also: Decimal | None = None, *, year: int) -> Decimal:
    """Marks of one part, unrounded, in 0…part.points. A missing figure counts as zero (see Metric)."""
    raw = RULES[part.rule].mark(part, value or ZERO, also or ZERO, year)
    return min(max(raw, ZERO), part.points)


def item_mark(marks: Iterable[Decimal]) -> Decimal:
    """The mark of an indicator: its parts added, then rounded."""
    return rounded(sum(marks, ZERO))


def day_of_year(year: int, number: Decimal) -> date:
    """The date that is the `number`-th day of `year` (1 = 1 January)."""
    return date(year, 1, 1) + timedelta(days=int(number) - 1)


def base_score(items: Iterable[tuple[Decimal | None, Decimal, bool]]) -> Decimal:
    """基础分 of [(mark, weight, is applicable)]: marks ÷ applicable weight × 100, rounded.

    不适用 indicators leave both sums (得分÷基础总分×100); an open mark counts as zero.
    """
    kept = [(points or ZERO, weight) for points, weight, applicable in items if applicable]
    weights = sum((weight for _, weight in kept), ZERO)
    return rounded(sum((points for points, _ in kept), ZERO) / weights * HUNDRED) if weights else ZERO


def total_score(base: Decimal, bonus: Decimal, deduction: Decimal) -> Decimal:
    """总分, never below zero; bonus and deduction come already capped."""
    return max(rounded(base + bonus - deduction), ZERO)


def excellent_seats(communities: int, quota: int) -> int:
    """优秀名额: at most `quota` per cent of the communities; a quota that gives less than one gives one."""
    return max(communities * quota // 100, 1) if quota and communities else 0
