"""Small pieces of HTML drawn in Python: the tags of `portal.templatetags.shell` and the cells of tables."""

from functools import cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Drawn:
    """Draws itself where a template names it, as Django's own forms do."""

    def __html__(self):
        return self.render()

    __str__ = __html__


@cache
def icon(name: str, css: str = "") -> SafeString:
    """A Tabler outline icon inline, hidden from screen readers: the text beside it is the name."""
    path = settings.NODE_MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    svg = path.read_text(encoding="utf-8")  # an unknown name is a programmer's error and fails loudly
    svg = svg[svg.index("<svg") :].replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
    lines = (line.strip() for line in svg.splitlines())
    svg = " ".join(line for line in lines if line)
    return SafeString(
        svg.replace('class="', f'class="{css} ', 1) if css else svg
    )  # from the package, no data


def badge(text, tone: str = "muted") -> SafeString:
    """Status in words, with a tone beside it: colour never speaks alone."""
    return format_html('<span class="badge badge-{}">{}</span>', tone or "muted", text)


def meter(value, of=100, label: str = "") -> SafeString:
    """A progress bar that also says its figure; CSP allows no inline widths, so it is a <progress>."""
    total = float(of or 0)
    share = min(100, round(float(value or 0) * 100 / total)) if total else 0
    return format_html(
        '<span class="meter"><progress class="progress" max="100" value="{0}" aria-label="{1}"></progress> '
        '<span class="meter-text">{0}%</span></span>',
        share,
        label or "完成进度",
    )


def quiet(text) -> SafeString:
    """What stands back beside the rest of a line."""
    return format_html('<span class="text-secondary">{}</span>', text)


def second_line(text) -> SafeString:
    """A quieter line below what a cell says."""
    return format_html('<small class="d-block text-secondary">{}</small>', text)


def unseen(text) -> SafeString:
    """What only a screen reader says."""
    return format_html('<span class="visually-hidden">{}</span>', text)


def post_button(url, label, token, css="btn", icon_name="", confirm="") -> SafeString:
    """A verb: a POST form of one button, with the csrf `token`. `confirm` asks before it acts."""
    asks = format_html(' data-confirm="{}"', confirm) if confirm else ""
    return format_html(
        '<form method="post" action="{}" class="verb"{}>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button type="submit" class="{}">{}{}</button></form>',
        url,
        asks,
        token,
        css,
        icon(icon_name) if icon_name else "",
        label,
    )
