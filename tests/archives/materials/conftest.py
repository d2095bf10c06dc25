"""The dossier whose materials most tests are about."""

import pytest


@pytest.fixture
def dossier(community, staff):
    from tests.factories.archives.dossiers import DossierFactory

    return DossierFactory(community=community)
