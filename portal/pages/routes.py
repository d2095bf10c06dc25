"""Addresses of generic pages, by reference to their classes."""

from django.urls import path


def page_set(address, name, listing, create, detail, edit, delete):
    """The five pages of one model below `address`, named `<name>-list` … `<name>-delete`."""
    return [
        path(f"{address}/", listing.as_view(), name=f"{name}-list"),
        path(f"{address}/add/", create.as_view(), name=f"{name}-create"),
        path(f"{address}/<int:pk>/", detail.as_view(), name=f"{name}-detail"),
        *change_set(address, name, edit, delete),
    ]


def child_set(folder, parent, address, name, listing, add, edit, delete):
    """List, addition, edit and delete of rows that stand on the page of their parent in `folder`;
    a row is added below the parent's pk, under the name `<parent>-<name>-add`."""
    return [
        path(f"{folder}/{address}/", listing.as_view(), name=f"{name}-list"),
        path(f"{folder}/<int:pk>/{address}/add/", add.as_view(), name=f"{parent}-{name}-add"),
        *change_set(f"{folder}/{address}", name, edit, delete),
    ]


def change_set(address, name, edit, delete):
    """Edit and delete of one row."""
    return [
        path(f"{address}/<int:pk>/edit/", edit.as_view(), name=f"{name}-edit"),
        path(f"{address}/<int:pk>/delete/", delete.as_view(), name=f"{name}-delete"),
    ]
