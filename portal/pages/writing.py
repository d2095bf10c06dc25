"""Pages that write: a form for a new row, one for a row that is there, and the question before it is deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views import generic

from portal.links import link
from portal.pages.page import Page


class ChangePage(Page):
    """What the pages that write share. A row with a `parent_field` is added below the pk in the address, and
    afterwards one is back on that parent's page."""

    context_object_name = "object"  # Django's default, the model's name, would replace `user` for accounts
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
        return self.success_url or link(f"{self.route}-list")

    def form_valid(self, form):
        try:
            self.object.delete()
        except ProtectedError as error:
            kind = next(iter(error.protected_objects))._meta.verbose_name
            messages.error(self.request, f"“{self.object}”还有关联的{kind}，不能删除；请先处理这些{kind}。")
            return redirect(self.object.get_absolute_url())
        messages.success(self.request, f"已删除“{self.object}”，审计记录中可以查到。")
        return HttpResponseRedirect(self.get_success_url())
