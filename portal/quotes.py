"""Quotation marks (引号) around text that may bring its own."""

INNER = str.maketrans("“”", "‘’")


def quoted(text) -> str:
    """`text` between “ and ”; quotation marks within it become single ones (GB/T 15834)."""
    return f"“{str(text).translate(INNER)}”"


def some_of(names: list[str], most: int = 6) -> str:
    """The first names, with 等 where there are more."""
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
