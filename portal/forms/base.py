"""Base forms: choices narrowed by the user, the owner set from the user, filters that filter."""

from datetime import date, timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import User
from portal.places.models import Community


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


DJANGO_ROWS, DASHES = "10", "---------"  # Django's own defaults, which ours replace

WIDGETS = {forms.DateField: DateInput, forms.DateTimeField: DateTimeInput, forms.TimeField: TimeInput}


class PortalForm(forms.ModelForm):
    """A ModelForm that knows its user. Date fields get the browser's own pickers; crispy renders the
    fields, the page draws the <form>. `scoped` names ForeignKey fields whose choices are narrowed by
    `visible_to(user)`; fields that point to User are narrowed to the user's colleagues."""

    scoped: tuple[str, ...] = ()

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for name, field in self.fields.items():
            self._dress(name, field)

    def _post_clean(self):
        """Check every constraint of the row. A plain ModelForm leaves out those over a column that is no
        field of the form (the street, the parent in the URL), and the database would refuse with an error page."""
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)

    def _dress(self, name, field):
        widget = WIDGETS.get(type(field))
        if widget:
            field.widget = widget()
        if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == DJANGO_ROWS:
            field.widget.attrs["rows"] = 4
        self._say_nothing_chosen(field)
        queryset = getattr(field, "queryset", None)
        if queryset is None:
            return
        if queryset.model is User:
            field.queryset = queryset.colleagues_of(self.user)
        elif name in self.scoped:
            field.queryset = queryset.visible_to(self.user)

    @staticmethod
    def _say_nothing_chosen(field):
        """Django's row of dashes says nothing to a reader."""
        words = "请选择" if field.required else "（不选）"
        if getattr(field, "empty_label", None) == DASHES:
            field.empty_label = words
        elif isinstance(field, forms.TypedChoiceField) and field.choices and field.choices[0] == ("", DASHES):
            field.choices = [("", words), *field.choices[1:]]


class OwnedForm(PortalForm):
    """Form of a row that belongs to a community or to the street. Staff write for their own community;
    the officer chooses one, or leaves it empty for the street itself."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if self.instance.street_id is None:
            self.instance.street = user.street
        if user.community_id:
            self.fields.pop("community", None)
            if self.instance.pk is None:
                self.instance.community = user.community
        elif "community" in self.fields:
            self.fields["community"].queryset = Community.objects.visible_to(user)
            self.fields["community"].empty_label = "街道本级"


class FilterForm(forms.Form):
    """GET form above a list. `search_fields` feed the `q` box; subclasses narrow in `filter()`:
    each other field filters by its own name unless `filter_<name>(queryset, value)` exists."""

    search_fields: tuple[str, ...] = ()
    q = forms.CharField(label="关键字", required=False)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        if not self.search_fields:
            del self.fields["q"]
        for name, field in self.fields.items():
            field.required = False
            if isinstance(field, forms.DateField):
                field.widget = DateInput()
            if name == "community":
                field.queryset = Community.objects.visible_to(user).only("name")
                field.empty_label = "全部社区"
        if user.community_id:
            self.fields.pop("community", None)

    def filter(self, queryset):
        if not self.is_valid():
            return queryset
        for name, value in self.cleaned_data.items():
            if value in (None, "", []):
                continue
            custom = getattr(self, f"filter_{name}", None)
            queryset = custom(queryset, value) if custom else queryset.filter(**{name: value})
        return queryset

    def filter_q(self, queryset, text):
        wanted = Q()
        for path in self.search_fields:
            wanted |= Q(**{f"{path}__icontains": text})
        return queryset.filter(wanted)

    @property
    def is_narrowed(self):
        return self.is_valid() and any(value not in (None, "", []) for value in self.cleaned_data.values())


class CommunityFilter(FilterForm):
    community = forms.ModelChoiceField(label="社区", queryset=None, required=False)


def refuse_future(day, what):
    """Nothing that has not happened yet is registered as done."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(f"{what}不能晚于今天（{timezone.localdate():%Y-%m-%d}）。")
    return day


def is_plausible_day(day: date, today: date) -> bool:
    """Neither a slip of the keyboard (0206 for 2026) nor more than a year ahead."""
    return date(1950, 1, 1) <= day <= today + timedelta(days=370)


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
