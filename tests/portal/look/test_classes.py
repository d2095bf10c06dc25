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


def words_of_python() -> set[str]:
    """Words in the string literals of our code: a class may be a name in a list, as a table's `wide` is."""
    code = "\n".join(texts(settings.BASE_DIR / app, "*.py") for app in APPS)
    return set(" ".join(re.findall(r'"([a-z][a-z0-9 -]*)"', code)).split())


def looked_for_by_scripts() -> str:
    return texts(STATIC / "js", "*.js")


@pytest.fixture(scope="module")
def tabler() -> set[str]:
    css = settings.NODE_MODULES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
    return styled(css.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own() -> set[str]:
    return styled(texts(STATIC / "css", "*.css"))


def starts_of(names: set[str]) -> tuple[str, ...]:
    """What stands before the computed part: `badge-` of `badge-§`."""
    return tuple(name.partition(VARIABLE)[0] for name in names if VARIABLE in name[1:])


def test_every_class_on_the_screen_is_tablers_or_ours(tabler, own):
    used = in_templates() | in_python()
    hooks = set(re.findall(r"\.([a-z][\w-]*)[\"' ]", looked_for_by_scripts()))
    known = tabler | own | hooks
    assert len(used) > 200
    assert {name for name in used if VARIABLE not in name} - known == set()
    assert [start for start in starts_of(used) if not any(name.startswith(start) for name in known)] == []


def test_every_class_of_ours_is_used(tabler, own):
    used = in_templates() | in_python() | words_of_python()
    starts = (*starts_of(used), "tone-")  # the calendar's script adds the tone
    scripts = set(re.findall(r"[a-zA-Z][\w-]*", looked_for_by_scripts()))
    idle = own - tabler - OF_LIBRARIES - used - scripts
    assert {name for name in idle if not name.startswith(starts)} == set()


def test_own_css_stays_small():
    assert sum(len(path.read_text().splitlines()) for path in (STATIC / "css").glob("*.css")) <= MOST_LINES


def test_templates_carry_no_style_of_their_own():
    html = texts(settings.BASE_DIR / "templates", "*.html")
    assert not re.search(r"<style\b|\sstyle=", html)
