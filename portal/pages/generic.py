"""Five generic pages: List, Detail, Create, Edit, Delete. They add scoping, title, breadcrumbs, message,
pagination, export and `form(user=…)`; nothing else. A verb is a function view, POST only. When a page
needs more than two overrides, write a function.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views import generic

from portal.audit.trail import record
from portal.spreadsheets import writer as spreadsheets

PAGE_SIZES = (25, 50, 100)


class Page:
    """Title, breadcrumbs and the queryset of what this user may see."""

    model = None
    title = ""
    parent = None  # (label, url name) of the page above, for breadcrumbs
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

    def get_crumbs(self):
        """(label, url name or absolute url) pairs above this page."""
        return [self.parent] if self.parent else []

    def get_context_data(self, **kwargs):
        kwargs.setdefault("title", self.get_title())
        kwargs.setdefault("crumbs", self.get_crumbs())
        return super().get_context_data(**kwargs)


class ListPage(Page, generic.ListView):
    """A table with filter form, counts, sort, page size and an export of exactly what is filtered.

    `columns` are portal.columns.Column; `filter_form` a FilterForm; `create_url` the URL name of the
    form that adds a row, shown when `can_create(user)`.
    """

    template_name = "pages/list.html"
    columns = ()
    filter_form = None
    ordering = None
    create_url = ""
    create_label = "新增"
    creators = ("officer", "staff")
    empty_text = "还没有记录。"

    def can_create(self):
        return bool(self.create_url) and self.request.user.role in self.creators

    def get_paginate_by(self, queryset):
        size = self.request.GET.get("size", "")
        return int(size) if size.isdigit() and int(size) in PAGE_SIZES else PAGE_SIZES[0]

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
        known = {column.sort for column in self.columns if column.sort}
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
        rows = self.get_queryset()
        table = [[column.raw(row) for column in self.columns] for row in rows]
        content = spreadsheets.write_table(self.get_title(), [column.label for column in self.columns], table)
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
            "columns": self.columns,
            "rows": [[column.cell(row) for column in self.columns] for row in context["page_obj"]],
            "filter": self.filter,
            "sort": self.sort,
            "page_sizes": PAGE_SIZES,
            "create_url": self.create_url if self.can_create() else "",
            "create_label": self.create_label,
            "empty_text": self.empty_text,
        }


class DetailPage(Page, generic.DetailView):
    """Facts of one row. `fields` are Columns; `edit_url`/`delete_url` are URL names shown to editors."""

    template_name = "pages/detail.html"
    context_object_name = "object"
    fields = ()
    edit_url = ""
    delete_url = ""

    def can_edit(self):
        return self.model.objects.editable_by(self.request.user).filter(pk=self.object.pk).exists()

    def get_context_data(self, **kwargs):
        editable = self.can_edit()
        return super().get_context_data(**kwargs) | {
            "facts": [column.cell(self.object) for column in self.fields],
            "editable": editable,
            "edit_url": self.edit_url if editable else "",
            "delete_url": self.delete_url if editable else "",
        }


class FormPage(Page):
    template_name = "pages/form.html"
    context_object_name = (
        "object"  # Django's default, the model's name, would replace `user` on account pages
    )
    message = "已保存。"
    editing = True
    hint = ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"hint": self.hint}

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, self.message)
        return response


class CreatePage(FormPage, generic.CreateView):
    """A form for a new row. With `parent_model` and `parent_field` the row is added below the parent
    whose pk stands in the URL; only who may edit the parent may add."""

    parent_model = None
    parent_field = ""
    creators = ("officer", "staff")

    def dispatch(self, request, *args, **kwargs):
        if self.parent_model:
            self.above = get_object_or_404(
                self.parent_model.objects.editable_by(request.user), pk=kwargs["pk"]
            )
        elif request.user.role not in self.creators:
            raise PermissionDenied("您的岗位不办理这项工作。")
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        return None

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.parent_model:
            kwargs["instance"] = self.model(**{self.parent_field: self.above})
        return kwargs

    def get_title(self):
        return self.title or f"新增{self.model._meta.verbose_name}"

    def get_crumbs(self):
        crumbs = super().get_crumbs()
        return [*crumbs, (str(self.above), self.above.get_absolute_url())] if self.parent_model else crumbs

    def get_success_url(self):
        return self.above.get_absolute_url() if self.parent_model else self.object.get_absolute_url()


class EditPage(FormPage, generic.UpdateView):
    def get_title(self):
        return f"修改{self.model._meta.verbose_name}"

    def get_crumbs(self):
        return [*super().get_crumbs(), (str(self.object), self.object.get_absolute_url())]


class DeletePage(Page, generic.DeleteView):
    """Asks, deletes (the audit trail keeps the row), and says why when other rows still need it."""

    template_name = "pages/confirm_delete.html"
    context_object_name = "object"
    editing = True
    success_url = ""

    def get_title(self):
        return f"删除{self.model._meta.verbose_name}"

    def get_crumbs(self):
        return [*super().get_crumbs(), (str(self.object), self.object.get_absolute_url())]

    def form_valid(self, form):
        try:
            self.object.delete()
        except ProtectedError as error:
            kind = next(iter(error.protected_objects))._meta.verbose_name
            messages.error(self.request, f"“{self.object}”还有关联的{kind}，不能删除；请先处理这些{kind}。")
            return redirect(self.object.get_absolute_url())
        messages.success(self.request, f"已删除“{self.object}”，审计记录中可以查到。")
        return HttpResponseRedirect(self.get_success_url())
