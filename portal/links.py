"""Addresses with a query, written in one way."""

from urllib.parse import urlencode

from django.urls import reverse


def link(route: str, *args, **query) -> str:
    """`reverse(route)` with a query string; what is None is left out."""
    address = reverse(route, args=args)
    chosen = {name: value for name, value in query.items() if value is not None}
    return f"{address}?{urlencode(chosen)}" if chosen else address
