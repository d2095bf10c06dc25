from decimal import Decimal


def whole(value) -> str:
    """A count or an amount without decimals, grouped by thousands."""
    return f"{round(value):,}"


def rate_text(part, whole):
    """`part` of `whole` as the office writes a rate, e.g. 92.5%; empty when there is no whole."""
    return f"{Decimal(part or 0) * 100 / whole:.1f}%" if whole else ""
