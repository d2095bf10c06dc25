"""The second community that figures must keep apart."""

import pytest


@pytest.fixture
def neighbour(street):
    from tests.factories.portal import CommunityFactory

    return CommunityFactory(street=street, name="邻近社区")
