"""Form widgets and field groups, drawn in Python: a page of filters has hundreds of options, and Django's own
templates include two templates for each. The markup is Django's; a field group has Bootstrap's classes."""

from django.forms import CheckboxInput, Select
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString


class FormRenderer(TemplatesSetting):
    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        return draw(context) if draw else super().render(template_name, context, request)


def _input(context):
    widget = context["widget"]
    value = format_html(' value="{}"', widget["value"]) if widget["value"] is not None else ""
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, flatatt(widget["attrs"])
    )


def _textarea(context):
    widget = context["widget"]
    attrs = flatatt(widget["attrs"])
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], attrs, widget["value"] or "")


def _select(context):
    widget = context["widget"]
    groups = SafeString("".join(_options(name, options) for name, options, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), groups)


def _options(name, options):
    drawn = SafeString("".join(_option(option) for option in options))
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _option(option):
    attrs = flatatt(option["attrs"]) if option["attrs"] else ""
    return f'<option value="{escape(option["value"])}"{attrs}>{escape(option["label"])}</option>'


def _group(context):
    """{{ field.as_field_group }}: label, widget, help and errors, which the widget names by their ids."""
    field = context["field"]
    if field.is_hidden:
        return field.as_widget()
    widget, invalid = field.field.widget, " is-invalid" if field.errors else ""
    css = {Select: "form-select", CheckboxInput: "form-check-input"}
    kind = next((name for base, name in css.items() if isinstance(widget, base)), "form-control")
    drawn = field.as_widget(attrs={"class": f"{kind}{invalid}"})
    label = format_html('<label class="form-label" for="{}">{}</label>', field.id_for_label, field.label)
    pair = (drawn, label) if kind == "form-check-input" else (label, drawn)
    return format_html('<div class="mb-3">{}{}{}{}</div>', *pair, _help(field), _errors(field))


def _help(field):
    text = field.help_text
    return (
        format_html('<div id="{}_helptext" class="form-text">{}</div>', field.auto_id, text) if text else ""
    )


def _errors(field):
    return format_html_join(
        "",
        '<p id="{}_error" class="invalid-feedback">{}</p>',
        ((field.auto_id, error) for error in field.errors[:1]),
    )


DRAWN = {
    "django/forms/field.html": _group,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
} | {
    f"django/forms/widgets/{kind}.html": _input
    for kind in ("date", "datetime", "email", "hidden", "input", "number", "password", "text", "time", "url")
}
