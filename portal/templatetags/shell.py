"""Small pieces every template uses; loaded as builtins."""

from django import template

from portal.links import link
from portal.pages import drawing
from portal.pages.columns import display

register = template.Library()
register.simple_tag(drawing.icon)
register.simple_tag(drawing.badge)
register.simple_tag(drawing.meter)


@register.filter
def shown(value):
    """A value as the office writes it (dates, money, empty as —)."""
    return display(value)


@register.simple_tag
def crumb_url(target):
    """A crumb names a route or carries an address."""
    return target if target.startswith("/") else link(target)


@register.simple_tag(takes_context=True)
def post_button(context, url, label, css="btn", icon_name="", confirm=""):
    """A verb: a POST form of one button. `confirm` asks before it acts."""
    return drawing.post_button(url, label, context.get("csrf_token"), css, icon_name, confirm)
