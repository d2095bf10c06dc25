"""Rules of the money ledger: it warns and marks; the accounting system is the one that forbids."""


def overspending_of(line) -> str:
    """A sentence when more was spent on `line` than was received, otherwise empty."""
    if line.balance >= 0:
        return ""
    return (
        f"“{line.source}”已支出{line.used:,.2f}元，超过到位的{line.received:,.2f}元，"
        f"差{-line.balance:,.2f}元；请核对金额，或先登记新到位的经费。"
    )
