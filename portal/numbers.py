"""Numbers as the office and its papers write them."""

from decimal import Decimal

MISSING = "—"


def whole(value) -> str:
    """A count or an amount without decimals, grouped by thousands."""
    return f"{round(value):,}"


def rate_text(part, whole):
    """`part` of `whole` as the office writes a rate, e.g. 92.5%; empty when there is no whole."""
    return f"{Decimal(part or 0) * 100 / whole:.1f}%" if whole else ""


def figure_text(value: Decimal | int | None) -> str:
    """A number as papers print it: 12,345 or 86.5, at most one decimal, and a dash where there is none."""
    if value is None:
        return MISSING
    rounded = round(Decimal(value), 1)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,}"
