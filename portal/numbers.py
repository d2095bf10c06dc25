from decimal import Decimal


def rate_text(part, whole):
    """`part` of `whole` as the office writes a rate, e.g. 92.5%; empty when there is no whole."""
    return f"{Decimal(part or 0) * 100 / whole:.1f}%" if whole else ""
