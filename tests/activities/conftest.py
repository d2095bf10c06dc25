"""The plan that most tests of plans are about, and the second community that figures must keep apart."""

import pytest


@pytest.fixture
def neighbour(street):
    from tests.factories.portal import CommunityFactory

    return CommunityFactory(street=street, name="邻近社区")


@pytest.fixture
def plan(community):
    """A draft with a target, a theme and an event."""
    from tests.factories.activities.events import EventFactory
    from tests.factories.activities.plans import PlanFactory, TargetFactory
    from tests.factories.activities.projects import ThemeFactory

    made = PlanFactory(community=community)
    TargetFactory(plan=made, kind="events", value=10)
    ThemeFactory(community=community, plan=made, title="书香邻里")
    EventFactory(community=community, plan=made, title="换书集市")
    return made
