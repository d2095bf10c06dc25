"""Rows of the demo that are wider than a line of code stand in a CSV file beside the noun's `demo.py`."""

import csv
from functools import cache
from pathlib import Path

SEPARATOR = "|"  # between several values of one cell


@cache
def table(module: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv` beside `module` (its `__file__`), by the names of the first line."""
    with Path(module).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def words(text: str) -> list[str]:
    """The words of a text: a long list that stays readable."""
    return text.split()


def several(cell: str) -> list[str]:
    return cell.split(SEPARATOR)
