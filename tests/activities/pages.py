"""What the tests of pages and forms share: addresses, messages shown, bodies and their queries, errors."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


def said(response):
    return [str(message) for message in response.context["messages"]]


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def queries(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(25) as counted:
        page(client, address)
    return len(counted)


def errors(form):
    assert not form.is_valid()
    return {name: list(texts) for name, texts in form.errors.items()}
