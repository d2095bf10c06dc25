"""Five generic pages: List, Detail, Create, Edit, Delete. They add scoping, title, breadcrumbs, message,
pagination, export and `form(user=…)`; nothing else. A verb is a function view, POST only. When a page
needs more than two overrides, write a function.
"""

from portal.pages.page import Page
from portal.pages.reading import DetailPage, ListPage
from portal.pages.writing import CreatePage, DeletePage, EditPage, FormPage

__all__ = ["CreatePage", "DeletePage", "DetailPage", "EditPage", "FormPage", "ListPage", "Page"]
