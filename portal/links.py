"""Addresses by route name, with a query. `reverse()` walks the whole URLconf each time, which a page of a
hundred rows feels; here it is asked once for each route."""

from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

_PLACE = 918273645  # stands for a row's number in the pattern; no table is that long


def link(route: str, *pks: int, **query) -> str:
    """The address of `route` for the rows `pks`, with `query` behind it, without what is None. Raises
    NoReverseMatch as reverse does. A row that is not saved has no address: None among `pks` is refused."""
    address = _pattern(route, len(pks)).format(*(int(pk) for pk in pks))
    chosen = {name: value for name, value in query.items() if value is not None}
    return f"{address}?{urlencode(chosen)}" if chosen else address


@cache
def _pattern(route, count):
    address = reverse(route, args=[_PLACE] * count)
    return address.replace("{", "{{").replace("}", "}}").replace(str(_PLACE), "{}")
