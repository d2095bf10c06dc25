"""Factories of activities: plans, projects and events (`core`), and the plain rooms beside them (`rooms`)."""

from tests.factories.activities import core, rooms

FACTORIES = {**core.FACTORIES, **rooms.FACTORIES}
