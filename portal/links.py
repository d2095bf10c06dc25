"""Addresses by route name. `reverse()` walks the whole URLconf each time, which a page of a hundred rows feels;
here it is asked once for each route."""

from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

_PLACE = 918273645  # stands for a row's number in the pattern; no table is that long


def link(route: str, *pks: int, **query) -> str:
    """The address of `route` for the rows `pks`, with `query` behind it; raises NoReverseMatch as reverse does.
    A row that is not saved has no address: None is refused."""
    address = _pattern(route, len(pks)).format(*(int(pk) for pk in pks))
    return f"{address}?{urlencode(query)}" if query else address


@cache
def _pattern(route, count):
    address = reverse(route, args=[_PLACE] * count)
    return address.replace("{", "{{").replace("}", "}}").replace(str(_PLACE), "{}")
