"""What the tests of pages share: addresses and the messages shown."""

from decimal import Decimal

from django.urls import reverse

D = Decimal


def url(name, *args):
    return reverse(f"assessments:{name}", args=args)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])
