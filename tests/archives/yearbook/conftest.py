"""A yearbook, the small year it is built from, and a cache of its own."""

import pytest


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings, tmp_path):
    settings.YEARBOOK_CACHE = tmp_path / "yearbook-cache"


@pytest.fixture
def yearbook(street):
    from tests.archives.yearbook.years import LAST_YEAR
    from tests.factories.archives.yearbooks import YearbookFactory

    return YearbookFactory(community=None, street=street, year=LAST_YEAR, unbuilt=True)


@pytest.fixture
def small_year(street, community, officer, staff):
    from tests.archives.yearbook.years import fill_small_year

    return fill_small_year(street, community, staff)
