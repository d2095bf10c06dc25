"""A yearbook, the small year it is built from, a cache of its own, and the press for books of a few chapters."""

from functools import partial

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


@pytest.fixture
def originals():
    from tests.archives.yearbook.printing import Originals

    return Originals()


@pytest.fixture
def build(tmp_path, originals):
    """Build a book of the given chapters: `printing.build_in` a folder of its own."""
    from tests.archives.yearbook.printing import build_in

    return partial(build_in, tmp_path, originals)
