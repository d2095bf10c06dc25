"""One vocabulary: the screen's classes are Tabler's, or stand in static/css and are used."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
APPS = ("portal", "troupes", "activities", "archives", "assessments")
# What libraries write of their own accord: crispy's star, Django's list of errors, PhotoSwipe's caption.
OF_LIBRARIES = {"asteriskField", "errorlist", "pswp__caption"}
MOST_LINES = 1600
VARIABLE = "§"


def texts(folder: Path, *patterns: str) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for pattern in patterns for path in folder.rglob(pattern)
    )


def styled(css: str) -> set[str]:
    """The class names in the selectors of a style sheet."""
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", css, flags=re.S)
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selectors))


def tokens(value: str) -> set[str]:
    """The classes of one attribute; a computed part becomes `§`, so that `badge-{{ tone }}` is `badge-§`."""
    value = re.sub(r"\{\{.*?\}\}|\{\w*\}", VARIABLE, re.sub(r"\{%.*?%\}", " ", value))
    return set(value.split())


def in_templates() -> set[str]:
    html = texts(settings.BASE_DIR / "templates", "*.html")
    attribute = r'(?:\bclass|\bcss)="((?:\{%.*?%\}|\{\{.*?\}\}|[^"{])*)"'
    arguments = r'\{% (?:icon|post_button) [^%]*?"(?:[^"]*)" "([a-z][a-z -]*)"'
    found = re.findall(attribute, html) + re.findall(arguments, html)
    return set().union(*map(tokens, found))


def in_python() -> set[str]:
    code = "\n".join(texts(settings.BASE_DIR / app, "*.py") for app in APPS)
    found = re.findall(r'<\w+[^<>\n]*? class="([^"\n]*)"|\bcss="([\w -]+)"', code)
    return set().union(*(tokens(value) for values in found for value in values))


def looked_for_by_scripts() -> str:
    return texts(STATIC / "js", "*.js")


@pytest.fixture(scope="module")
def tabler() -> set[str]:
    css = settings.NODE_MODULES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
    return styled(css.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own() -> set[str]:
    return styled(texts(STATIC / "css", "*.css"))


def test_every_class_on_the_screen_is_tablers_or_ours(tabler, own):
    used = {name for name in in_templates() | in_python() if not name.startswith(VARIABLE)}
    hooks = set(re.findall(r"\.([a-z][\w-]*)[\"' ]", looked_for_by_scripts()))
    known = tabler | own | hooks
    strangers = {
        name for name in used
        if name not in known and not any(other.startswith(name.split(VARIABLE)[0]) for other in known if VARIABLE in name)
    }  # fmt: skip
    assert len(used) > 200
    assert strangers == set()


def test_every_class_of_ours_is_used(tabler, own):
    used = in_templates() | in_python()
    starts = tuple(name.split(VARIABLE)[0] for name in used if VARIABLE in name.rstrip(VARIABLE) + name[-1:])
    starts = tuple(start for start in starts if start) + ("tone-",)  # the calendar's script adds the tone
    scripts = set(re.findall(r"[a-zA-Z][\w-]*", looked_for_by_scripts()))
    idle = {
        name for name in own - tabler - OF_LIBRARIES
        if name not in used and name not in scripts and not name.startswith(starts)
    }  # fmt: skip
    assert idle == set()


def test_own_css_stays_small():
    assert sum(len(path.read_text().splitlines()) for path in (STATIC / "css").glob("*.css")) <= MOST_LINES


def test_templates_carry_no_style_of_their_own():
    html = texts(settings.BASE_DIR / "templates", "*.html")
    assert not re.search(r"<style\b|\sstyle=", html)
