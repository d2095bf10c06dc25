"""Guards over the whole house: walls between communities and streets, scoped sources, constant queries, strict pages."""

import ast
import re
from collections import namedtuple
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from portal.models import User
from tests.factories import all_factories, route_arguments

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "troupes", "activities", "archives", "assessments")
NOBODY = 2**31 - 1  # the pk of no row
MAXIMUM_QUERIES = 25

Route = namedtuple("Route", "name arguments view")


def routes(patterns=None, namespace="", above=()):
    """Every named route: its full name, the names of its URL arguments, its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        arguments = {*above, *getattr(pattern.pattern, "converters", {})}
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner, arguments)
        elif pattern.name:
            yield Route(f"{namespace}{pattern.name}", frozenset(arguments), pattern.callback)


OBJECT_ROUTES = sorted((route for route in routes() if "pk" in route.arguments), key=lambda route: route.name)
LIST_ROUTES = sorted(
    (route for route in routes() if route.name.endswith("-list")), key=lambda route: route.name
)


def short(route):
    return route.name.rpartition(":")[2]


def factory_of(key, route):
    factories = all_factories()
    assert key in factories, (
        f"Route {route.name} names a {key}, but no FACTORIES of tests/factories/<app>.py builds one "
        "(names of object routes begin with their model's lower-case name; see tests/factories/__init__.py)."
    )
    return factories[key]


def address(route, pk):
    examples = route_arguments()
    missing = route.arguments - {"pk"} - examples.keys()
    assert not missing, (
        f"Give ROUTE_ARGUMENTS in tests/factories/<app>.py an example for {missing} of {route.name}."
    )
    return reverse(
        route.name, kwargs={name: examples[name] for name in route.arguments - {"pk"}} | {"pk": pk}
    )


def answers(client, route, pk):
    """Status codes of GET and POST; a verb that the view does not know (405) is left out."""
    url = address(route, pk)
    responses = {"GET": client.get(url), "POST": client.post(url)}
    for response in responses.values():
        if response.streaming:  # a file is closed once it was read
            b"".join(response)
    return {verb: response.status_code for verb, response in responses.items() if response.status_code != 405}


# Walls ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("route", OBJECT_ROUTES, ids=lambda route: route.name)
@pytest.mark.parametrize("visitor", ["stranger", "foreigner"])
def test_row_of_another_community_does_not_exist_for(visitor, route, request, client, community):
    """404, or the same 403 that a row which does not exist gets: the answer tells nothing about the row."""
    row = factory_of(short(route).split("-")[0], route)(community=community)
    client.force_login(request.getfixturevalue(visitor))
    found = answers(client, route, row.pk)
    assert found, f"{route.name} answers neither GET nor POST"
    if set(found.values()) != {404}:
        assert set(found.values()) <= {403, 404}, found
        assert found == answers(client, route, NOBODY)


@pytest.mark.parametrize("route", OBJECT_ROUTES, ids=lambda route: route.name)
def test_row_is_there_for_somebody_of_its_street(route, request, client, community):
    """The counterpart that keeps the walls honest: a page that is 404 for everybody proves nothing."""
    people = [
        request.getfixturevalue(name)
        for name in ("officer", "staff", "captain", "leader", "auditor", "admin")
    ]
    row = factory_of(short(route).split("-")[0], route)(community=community)
    for person in people:
        client.force_login(person)
        if {302, 200} & set(answers(client, route, row.pk).values()):
            return
    pytest.fail(f"{route.name} opens for no role of the row's own street")


@pytest.mark.expects_errors  # /readyz without a worker
def test_every_page_but_sign_in_and_health_asks_for_sign_in(client, db):
    open_to_all = set()
    for route in routes():
        if not route.arguments and client.get(reverse(route.name)).status_code != 302:
            open_to_all.add(route.name)
    # Verbs answer 405 to GET before anything else; what they change is behind the same wall.
    verbs = {name for name in open_to_all if client.post(reverse(name)).status_code == 302}
    assert open_to_all - verbs == {"login", "livez", "readyz"}


# Sources --------------------------------------------------------------------------------------
SCOPED = re.compile(
    r"\.(objects|_default_manager|_base_manager)\b(?!\s*\.\s*(visible_to|editable_by|colleagues_of)\()"
)


SCREEN = re.compile(
    r"/(\w*views|\w*forms|templatetags|pages|urls)(/|\.py$)|/(parts|verbs|panels|sheets|roster|photos)\.py$"
)
ACTORS = {"user", "request"}  # whoever is handed one of these reads for somebody
EXEMPT = {
    "portal/audit/trail.py": "writes who did what",
    "portal/pages/steps.py": "hands the rows to the step's own scope (Step.reach)",
    "troupes/people/services.py": "who knows name and phone knows the person already (find_same_people)",
}


def sources():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in place and not place.endswith("/models.py") and place not in EXEMPT:
                yield place, path.read_text(encoding="utf-8")


def unscoped(place, text, first_line=1):
    for hit in SCOPED.finditer(text):
        start = re.search(r"[\w.]*$", text[: hit.start()]).group() + text[hit.start() : hit.end()]
        yield f"{place}:{first_line + text[: hit.start()].count(chr(10))} {start}"


def functions_that_read_for_somebody(text):
    """(first line, source) of every function with a parameter of ACTORS."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            names = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
            if names & ACTORS:
                yield node.lineno, ast.get_source_segment(text, node)


def test_views_forms_and_tags_reach_rows_only_through_scopes():
    found = [one for place, text in sources() if SCREEN.search(place) for one in unscoped(place, text)]
    assert not found, "Use visible_to(user), editable_by(user) or colleagues_of(user): " + "; ".join(found)


def test_whoever_is_handed_a_user_reads_rows_only_through_his_scope():
    """Contributions above all: what the shell shows to somebody comes from functions that take a user."""
    found = {
        one
        for place, text in sources()
        for line, source in functions_that_read_for_somebody(text)
        for one in unscoped(place, source, line)
    }
    assert not found, "Use visible_to(user), editable_by(user) or colleagues_of(user): " + "; ".join(
        sorted(found)
    )


def test_templates_hold_no_inline_script_or_style():
    """The content security policy would silently drop them."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.I
    )
    places = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    files = [path for place in places for path in place.rglob("*.html")]
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in files
        for hit in inline.finditer(path.read_text())
    ]
    assert not found


# Queries --------------------------------------------------------------------------------------
def listed_model(route):
    """The model of a ListPage; a function view named <model>-list is listed by its name."""
    page = getattr(route.view, "view_class", None)
    return page.model._meta.model_name if page is not None else short(route).removesuffix("-list")


def viewer_of(route, client, people):
    for person in people:
        client.force_login(person)
        response = client.get(reverse(route.name))
        if response.status_code == 200 and response.context["paginator"].count:
            return
    pytest.fail(f"{route.name} shows the row to no role of its own street")


def count_queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    return len(captured), response.context["paginator"].count


PAGED = [route for route in LIST_ROUTES if not route.arguments and hasattr(route.view, "view_class")]


@pytest.mark.parametrize("route", PAGED, ids=lambda route: route.name)
def test_list_uses_the_same_queries_for_one_row_and_for_three(route, request, client, community):
    factory = factory_of(listed_model(route), route)
    people = [
        request.getfixturevalue(name)
        for name in ("officer", "staff", "captain", "leader", "auditor", "admin")
    ]
    factory(community=community)
    viewer_of(route, client, people)
    client.get(reverse(route.name))
    few, before = count_queries(client, reverse(route.name))
    factory(community=community)
    factory(community=community)
    many, after = count_queries(client, reverse(route.name))
    assert after == before + 2
    assert many == few
    assert many <= MAXIMUM_QUERIES


def test_roles_are_the_six_of_the_office():
    """The guards above ask one person per role."""
    assert {role.value for role in User.Role} == {"officer", "staff", "captain", "leader", "auditor", "admin"}
