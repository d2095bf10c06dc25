"""Small pieces every template uses; loaded as builtins."""

from functools import cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.pages.columns import display

register = template.Library()
TONES = {"good": "success", "warn": "warning", "bad": "danger", "info": "azure", "muted": "secondary"}


@cache
def _icon_source(name):
    path = settings.NODE_MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    svg = path.read_text(encoding="utf-8")  # an unknown name is a programmer's error and fails loudly
    return svg[svg.index("<svg") :].replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


@register.simple_tag
def icon(name, css=""):
    """A Tabler outline icon inline, hidden from screen readers: the text beside it is the name."""
    svg = _icon_source(name).replace('class="', f'class="{css} ', 1) if css else _icon_source(name)
    return mark_safe(svg)  # noqa: S308  (from the package, never from data)


@register.simple_tag
def badge(text, tone="muted"):
    """Status in words, with a tone beside it: colour never speaks alone."""
    return format_html('<span class="badge badge-{}">{}</span>', tone or "muted", text)


@register.filter
def shown(value):
    """A value as the office writes it (dates, money, empty as —)."""
    return display(value)


@register.filter
def whole(value):
    """A count or an amount without decimals, grouped by thousands."""
    return f"{round(value or 0):,}"


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The current query string with `changes` applied (None removes a key); `page` resets on change."""
    params = context["request"].GET.copy()
    if "page" not in changes:
        params.pop("page", None)
    for key, value in changes.items():
        if value is None:
            params.pop(key, None)
        else:
            params[key] = value
    return f"?{params.urlencode()}"


@register.simple_tag
def crumb_url(target, pk=None):
    """A crumb names a route or carries an address."""
    return target if target.startswith("/") else reverse(target)


@register.inclusion_tag("pieces/meter.html")
def meter(value, of=100, label=""):
    """A progress bar that also says its figure; CSP allows no inline widths, so it is a <progress>."""
    total = float(of or 0)
    share = min(100, round(float(value or 0) * 100 / total)) if total else 0
    return {"share": share, "label": label}


@register.inclusion_tag("pieces/post_button.html", takes_context=True)
def post_button(context, url, label, css="btn", icon_name="", confirm=""):
    """A verb: a POST form of one button. `confirm` asks before it acts."""
    return {
        "url": url, "label": label, "css": css, "icon_name": icon_name, "confirm": confirm,
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip
