"""Five generic pages: List, Detail, Create, Edit, Delete. They add scoping, title, breadcrumbs, message,
pagination, export and `form(user=…)`; nothing else. A verb is a function view, POST only. When a page
needs more than two overrides, write a function.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views import generic

from portal.audit.trail import record
from portal.pages.columns import bound
from portal.pages.tables import Facts, Table
from portal.spreadsheets import writer as spreadsheets


class Page:
    """Title, breadcrumbs and the queryset of what this user may see.

    What the pages of one noun share may stand in a class of its own (`page_set` in routes.py): with its
    `route` ("activities:survey") they know the addresses of each other, survey-list, survey-create …"""

    model = None
    route = ""
    heading = ""  # of the list, in its title and in the breadcrumbs below it; else the model's plural
    title = ""
    create_label = ""  # 登记调查: the button of the list and the title of its form
    parent = None  # (label, url name) of the page above, for breadcrumbs; else the list
    parent_field = ""  # the ForeignKey to the row on whose page these rows stand
    related: tuple[str, ...] = ()  # select_related
    counted: tuple[
        str, ...
    ] = ()  # QuerySet methods that add counted columns, before a list filters and sorts
    editing = False

    def get_queryset(self):
        rows = self.model.objects
        scoped = rows.editable_by(self.request.user) if self.editing else rows.visible_to(self.request.user)
        for method in self.counted:
            scoped = getattr(scoped, method)()
        return scoped.select_related(*self.related) if self.related else scoped

    def get_title(self):
        return self.title or str(getattr(self, "object", None) or self.model._meta.verbose_name)

    def get_heading(self):
        return self.heading or self.model._meta.verbose_name_plural

    def get_crumbs(self):
        """(label, url name or absolute url) pairs above this page."""
        if self.parent or not self.route:
            return [self.parent] if self.parent else []
        return [(self.get_heading(), f"{self.route}-list")]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("title", self.get_title())
        kwargs.setdefault("crumbs", self.get_crumbs())
        return super().get_context_data(**kwargs)


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


class ChangePage(Page):
    """What the pages that write share. A row with a `parent_field` is added below the pk in the address, and
    afterwards one is back on that parent's page."""

    context_object_name = (
        "object"  # Django's default, the model's name, would replace `user` on account pages
    )
    editing = True

    @cached_property
    def above(self):
        """The row on whose page this one stands, or None."""
        return getattr(self.object, self.parent_field) if self.parent_field else None

    def get_crumbs(self):
        row = self.above or self.object
        return [*super().get_crumbs(), *([(str(row), row.get_absolute_url())] if row else [])]


class FormPage(ChangePage):
    template_name = "pages/form.html"
    message = "已保存。"
    hint = ""

    def get_form_class(self):
        return self.form_class  # never made from `fields`, which are the noun's facts

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"hint": self.hint}

    def get_message(self):
        return self.message

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, self.get_message())
        return response


class CreatePage(FormPage, generic.CreateView):
    """A form for a new row, below its parent where there is one: only who may edit the parent may add."""

    created_message = ""
    creators = ("officer", "staff")

    def dispatch(self, request, *args, **kwargs):
        if not self.parent_field and request.user.role not in self.creators:
            raise PermissionDenied("您的岗位不办理这项工作。")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def above(self):
        if not self.parent_field:
            return None
        model = self.model._meta.get_field(self.parent_field).related_model
        return get_object_or_404(model.objects.editable_by(self.request.user), pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        return None

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.above:
            kwargs["instance"] = self.model(**{self.parent_field: self.above})
        return kwargs

    def get_message(self):
        return self.created_message or self.message

    def get_title(self):
        return self.title or self.create_label or f"新增{self.model._meta.verbose_name}"

    def get_success_url(self):
        return (self.above or self.object).get_absolute_url()


class EditPage(FormPage, generic.UpdateView):
    def get_title(self):
        return f"修改{self.model._meta.verbose_name}"


class DeletePage(ChangePage, generic.DeleteView):
    """Asks, deletes (the audit trail keeps the row), and says why when other rows still need it."""

    template_name = "pages/confirm_delete.html"
    success_url = ""

    def get_form_class(self):
        return Form  # only the question; `form_class` of the noun is for what is entered

    def get_title(self):
        return f"删除{self.model._meta.verbose_name}"

    def get_success_url(self):
        if self.above:
            return self.above.get_absolute_url()
        return self.success_url or reverse(f"{self.route}-list")

    def form_valid(self, form):
        try:
            self.object.delete()
        except ProtectedError as error:
            kind = next(iter(error.protected_objects))._meta.verbose_name
            messages.error(self.request, f"“{self.object}”还有关联的{kind}，不能删除；请先处理这些{kind}。")
            return redirect(self.object.get_absolute_url())
        messages.success(self.request, f"已删除“{self.object}”，审计记录中可以查到。")
        return HttpResponseRedirect(self.get_success_url())
