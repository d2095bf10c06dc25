"""Pages that show: the list of a model and one row of it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views import generic

from portal.audit.trail import record
from portal.pages.columns import bound
from portal.pages.facts import Facts
from portal.pages.page import Page
from portal.pages.tables import Table
from portal.spreadsheets import writer as spreadsheets


class ListPage(Page, generic.ListView):
    """A table with filter form, counts, sort, page size and an export of exactly what is filtered.

    `columns` are portal.pages.columns.Column; `filter_form` a FilterForm; `create_url` the URL name of the
    form that adds a row, shown when `can_create(user)`.
    """

    template_name = "pages/list.html"
    page_sizes = (25, 50, 100)
    columns = ()
    filter_form = None
    ordering = None
    create_url = ""
    creators = ("officer", "staff")
    empty_text = "还没有记录。"
    narrowed_text = "没有符合条件的记录，请放宽条件或清除筛选。"

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.model:
            cls.columns = bound(cls.columns, cls.model)

    def get_columns(self):
        """The columns this user is shown."""
        return self.columns

    def get_title(self):
        return self.title or self.get_heading()

    def get_crumbs(self):
        return [self.parent] if self.parent else []

    def can_create(self):
        return bool(self.get_create_url()) and self.request.user.role in self.creators

    def get_create_url(self):
        """Rows that stand on a parent's page are added there."""
        below = self.parent_field or not self.route
        return self.create_url or ("" if below else f"{self.route}-create")

    def get_paginate_by(self, queryset):
        size = self.request.GET.get("size", "")
        return int(size) if size.isdigit() and int(size) in self.page_sizes else self.page_sizes[0]

    def get_queryset(self):
        rows = super().get_queryset()
        self.filter = (
            self.filter_form(self.request.GET or None, user=self.request.user) if self.filter_form else None
        )
        if self.filter is not None:
            rows = self.filter.filter(rows)
        self.sort = self._chosen_sort()
        if self.sort:
            rows = rows.order_by(self.sort, "-pk" if self.sort.startswith("-") else "pk")
        elif self.ordering:
            rows = rows.order_by(*self.ordering)
        return rows

    def _chosen_sort(self):
        wanted = self.request.GET.get("sort", "")
        known = {column.sort for column in self.get_columns() if column.sort}
        return wanted if wanted.removeprefix("-") in known else ""

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            return self.export()
        return super().get(request, *args, **kwargs)

    def paginate_queryset(self, queryset, page_size):
        """A page number beyond the end shows the last page instead of an error."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def export(self):
        rows, columns = self.get_queryset(), self.get_columns()
        table = [[column.raw(row) for column in columns] for row in rows]
        content = spreadsheets.write_table(self.get_title(), [column.label for column in columns], table)
        record(
            "export", user=self.request.user, request=self.request, target=self.get_title(), rows=len(table)
        )
        name = f"{self.get_title()}-{timezone.localdate():%Y%m%d}.xlsx"
        return HttpResponse(
            content,
            content_type=spreadsheets.CONTENT_TYPE,
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "rows": context["object_list"],
            "table": self.get_table(context["object_list"]),
            "filter": self.filter,
            "page_sizes": self.page_sizes,
            "create_url": self.get_create_url() if self.can_create() else "",
            "create_label": self.create_label or "新增",
            "empty_text": self.empty_text,
        }

    def get_table(self, rows):
        narrowed = self.filter is not None and self.filter.is_narrowed
        return Table(
            rows,
            self.get_columns(),
            caption=self.get_title(),
            request=self.request,
            sort=self.sort,
            empty=self.narrowed_text if narrowed else self.empty_text,
        )


class DetailPage(Page, generic.DetailView):
    """Facts of one row. `fields` are Columns, of which the `optional` are left out while empty;
    `edit_url`/`delete_url` are URL names shown to editors."""

    template_name = "pages/detail.html"
    context_object_name = "object"
    fields = ()
    optional: tuple[str, ...] = ()
    edit_url = ""
    delete_url = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.model:
            cls.fields = bound(cls.fields, cls.model)

    def get_fields(self):
        return self.fields

    def _route_of(self, verb):
        return getattr(self, f"{verb}_url") or (f"{self.route}-{verb}" if self.route else "")

    def can_edit(self):
        return self.model.objects.editable_by(self.request.user).filter(pk=self.object.pk).exists()

    def get_context_data(self, **kwargs):
        editable = self.can_edit()
        return super().get_context_data(**kwargs) | {
            "facts": Facts(self.object, self.get_fields(), optional=self.optional),
            "editable": editable,
            "edit_url": self._route_of("edit") if editable else "",
            "delete_url": self._route_of("delete") if editable else "",
        }
