"""People, and the strictness that every test shares.

Private engines start before Django reads its settings, therefore here and not in a fixture.
"""

import os

from portal.engines import private as engines

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
os.environ["STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
engines.ensure_for_tests()
(engines.VAR / "static").mkdir(exist_ok=True)  # WhiteNoise warns about a missing folder

import logging  # noqa: E402

import pytest  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configured or settings._setup()  # pytest-django takes over once the settings are loaded


def pytest_configure(config):
    config.addinivalue_line("markers", "expects_errors: this test provokes logged errors on purpose")


@pytest.fixture(autouse=True)
def _test_settings(settings, tmp_path):
    """Files of a test vanish with it; passwords hash fast."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = (
        tmp_path  # exists, so that WhiteNoise does not warn; static files come from the finders
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _empty_cache():
    """The cache is a real Valkey: what one test left there must not reach the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def _logged_errors_fail(request, caplog):
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, [record.getMessage() for record in errors]


# People ---------------------------------------------------------------------------------------
@pytest.fixture
def street(db):
    from tests.factories.portal import StreetFactory

    return StreetFactory(name="龙泉街道")


@pytest.fixture
def community(street):
    from tests.factories.portal import CommunityFactory

    return CommunityFactory(street=street, name="滨河社区")


@pytest.fixture
def officer(street):
    from tests.factories.portal import UserFactory

    return UserFactory(username="officer", name="周文化", officer=True, street=street)


@pytest.fixture
def leader(street):
    from tests.factories.portal import UserFactory

    return UserFactory(username="leader", name="高主任", leader=True, street=street)


@pytest.fixture
def auditor(street):
    from tests.factories.portal import UserFactory

    return UserFactory(username="auditor", name="沈审计", auditor=True, street=street)


@pytest.fixture
def admin(street):
    from tests.factories.portal import UserFactory

    return UserFactory(username="admin", name="钱管理", admin=True, street=street)


@pytest.fixture
def staff(community):
    from tests.factories.portal import UserFactory

    return UserFactory(username="staff", name="李文体", community=community)


@pytest.fixture
def captain(community):
    from tests.factories.portal import UserFactory

    return UserFactory(username="captain", name="孙队长", captain=True, community=community)


@pytest.fixture
def stranger(street):
    """Staff of another community of the same street."""
    from tests.factories.portal import CommunityFactory, UserFactory

    return UserFactory(
        username="stranger", name="吴外人", community=CommunityFactory(street=street, name="桃源社区")
    )


@pytest.fixture
def foreigner(db):
    """Officer of another street."""
    from tests.factories.portal import StreetFactory, UserFactory

    return UserFactory(
        username="foreigner", name="郑邻街", officer=True, street=StreetFactory(name="鹤鸣街道")
    )
