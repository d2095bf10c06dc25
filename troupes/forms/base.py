from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from portal.forms import PortalForm
from troupes.rules import is_plausible_day


class Handed:
    """A form that hands its row to a service instead of saving it: `store()` calls the service."""

    def save(self, commit=True):
        if self.errors:
            raise ValueError(f"{type(self).__name__} does not validate")
        return self.store()


class CheckedForm(PortalForm):
    """Refuses dates that cannot be meant: a typed 0205 or 2205 would pass every constraint."""

    def clean(self):
        data = super().clean()
        for name, value in list(data.items()):
            dated = isinstance(self.fields.get(name), forms.DateField) and value
            if dated and not is_plausible_day(value, timezone.localdate()):
                self.add_error(name, f"{value:%Y-%m-%d} 不像是实际日期，请核对年份。")
        return data


def add_errors(form, error: ValidationError) -> None:
    """Show what a service refused: beside its field where the form has it, above the form otherwise."""
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
