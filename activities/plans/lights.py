"""序时进度: progress against the share of the year that has passed (时间过半、任务过半)."""

from datetime import date
from decimal import Decimal

GREEN, YELLOW, RED = "达标", "滞后", "严重滞后"

TONES = {GREEN: "good", YELLOW: "warn", RED: "bad"}

YELLOW_FROM = Decimal("0.8")


def elapsed_share(year: int, until: date) -> Decimal:
    """Share of `year` that has passed at the end of the day `until`: 181/365 on 30 June."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    passed = (until - date(year, 1, 1)).days + 1
    return Decimal(min(max(passed, 0), days)) / days


def share_of(done, target) -> Decimal:
    """Done ÷ target, not capped; zero where there is no target."""
    return Decimal(done) / Decimal(target) if target else Decimal(0)


def light_of(share: Decimal, elapsed: Decimal) -> str:
    """达标 when the share reaches the elapsed share of the year, 滞后 from 80 % of it, 严重滞后 below."""
    if share >= elapsed:
        return GREEN
    return YELLOW if share >= elapsed * YELLOW_FROM else RED
