"""Factories, one module per app, and the registry that the guard tests walk with.

The convention: `tests/factories/<app>.py` (or a package of that name) defines

``FACTORIES``
    ``{"event": EventFactory, …}``: the lower-case name of every model that a route names or a list shows.
    Each factory accepts ``community=`` and builds a row that belongs to that community (to its street, through the
    community, or to an account of it), complete enough for every page and file of that row to open for
    those who may see it.

``ROUTE_ARGUMENTS`` (only where needed)
    ``{"slot": "plan", …}``: an example for each URL argument other than ``pk`` of the app's object routes.
"""

from importlib import import_module

from django.apps import apps


def _modules():
    for config in apps.get_app_configs():
        name = f"{__name__}.{config.label}"
        try:
            yield import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:  # the module exists and itself fails to import something
                raise


def all_factories() -> dict[str, type]:
    """{lower-case model name: factory} of all apps."""
    return {key: factory for module in _modules() for key, factory in module.FACTORIES.items()}


def route_arguments() -> dict[str, object]:
    """Examples for the URL arguments other than `pk`."""
    return {
        key: value for module in _modules() for key, value in getattr(module, "ROUTE_ARGUMENTS", {}).items()
    }
