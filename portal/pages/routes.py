"""Addresses of generic pages, by reference to their classes.

What the pages of one noun share (model, form_class, route, columns …) stands once in a class, `SurveyPages`;
a page that says nothing more is made from it, a page that does is written out and handed over:

    class BoardList(BoardPages, ListPage): …
    urlpatterns = noun_set("corridor", BoardPages, listing=BoardList)
"""

from django.urls import path

from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage


def noun_set(address, noun, *, listing=None, create=None, detail=None, edit=None, delete=None):
    """The five pages of a noun below `address`; `noun.route` names them (activities:survey → survey-list …)."""
    return page_set(
        address,
        _name(noun),
        listing or _page(noun, ListPage),
        create or _page(noun, CreatePage),
        detail or _page(noun, DetailPage),
        edit or _page(noun, EditPage),
        delete or _page(noun, DeletePage),
    )


def child_set(folder, parent, address, noun, *, listing=None, add=None, edit=None, delete=None):
    """List, addition, edit and delete of rows that stand on the page of their `parent` (a noun too) in
    `folder`; a row is added below the parent's pk, under the name `<parent>-<name>-add`."""
    name, above = _name(noun), _name(parent)
    listing, add = listing or _page(noun, ListPage), add or _page(noun, CreatePage)
    edit, delete = edit or _page(noun, EditPage), delete or _page(noun, DeletePage)
    return [
        path(f"{folder}/{address}/", listing.as_view(), name=f"{name}-list"),
        path(f"{folder}/<int:pk>/{address}/add/", add.as_view(), name=f"{above}-{name}-add"),
        *change_set(f"{folder}/{address}", name, edit, delete),
    ]


def page_set(address, name, listing, create, detail, edit, delete):
    """The five pages of one model below `address`, named `<name>-list` … `<name>-delete`."""
    return [
        path(f"{address}/", listing.as_view(), name=f"{name}-list"),
        path(f"{address}/add/", create.as_view(), name=f"{name}-create"),
        path(f"{address}/<int:pk>/", detail.as_view(), name=f"{name}-detail"),
        *change_set(address, name, edit, delete),
    ]


def change_set(address, name, edit, delete):
    """Edit and delete of one row."""
    return [
        path(f"{address}/<int:pk>/edit/", edit.as_view(), name=f"{name}-edit"),
        path(f"{address}/<int:pk>/delete/", delete.as_view(), name=f"{name}-delete"),
    ]


def _name(noun):
    """activities:survey → survey."""
    return noun.route.rpartition(":")[2]


def _page(noun, kind):
    """SurveyPages and ListPage → SurveyListPage, a class of the noun's own module."""
    name = f"{noun.__name__.removesuffix('Pages')}{kind.__name__}"
    return type(name, (noun, kind), {"__module__": noun.__module__, "__doc__": noun.__doc__})
