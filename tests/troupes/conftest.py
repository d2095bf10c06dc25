"""The troupe that most tests of pages are about."""

import pytest


@pytest.fixture
def troupe(community, captain):
    from tests.factories.troupes.groups import TroupeFactory

    return TroupeFactory(community=community, captain=captain, name="滨河舞蹈队")
