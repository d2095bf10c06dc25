from django.core.exceptions import PermissionDenied


class Ruled:
    """A page that an office rule may close to a role: `rule(user, row)` from rules.py, and why in words.

    Strangers got their 404 before: the row (or its parent) is loaded through `editable_by` first.
    """

    rule = None
    refusal = "您的岗位不办理这项工作。"

    def get_form(self, form_class=None):
        row = getattr(self, "above", None) or self.object
        if not type(self).rule(self.request.user, row):
            raise PermissionDenied(self.refusal)
        return super().get_form(form_class)


class ReturnsAbove:
    """After deleting, back to the page of the parent, which is the row's own address."""

    def get_success_url(self):
        return self.object.get_absolute_url()
