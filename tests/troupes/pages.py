"""What the tests of pages share: addresses, the page after a POST, an exported sheet."""

from io import BytesIO

import openpyxl
from django.urls import reverse


def url(name, *args):
    return reverse(f"troupes:{name}", args=args)


def page(client, address, code=200):
    response = client.get(address)
    assert response.status_code == code, response.status_code
    return response.content.decode()


def after(client, address, data):
    """The page that follows a POST, and the messages on it."""
    response = client.post(address, data, follow=True)
    assert response.redirect_chain, response.context["form"].errors if response.context else response
    return response.content.decode()


def sheet(response):
    book = openpyxl.load_workbook(BytesIO(response.content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]
