"""Quotation marks (引号) around text that may bring its own."""

INNER = str.maketrans("“”", "‘’")


def quoted(text) -> str:
    """`text` between “ and ”; quotation marks within it become single ones (GB/T 15834)."""
    return f"“{str(text).translate(INNER)}”"
