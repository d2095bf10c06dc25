import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal.jobs.tasks import HEARTBEAT_KEY, beat_heart


def test_livez_asks_for_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get(reverse("livez"))
    assert response.json() == {"status": "ok"}


def test_readyz_is_ready_while_a_worker_answers(client, db):
    beat_heart()
    response = client.get(reverse("readyz"))
    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ok", "broker": "ok", "worker": "ok", "media": "ok"}


@pytest.mark.expects_errors
def test_readyz_without_heartbeat_names_the_worker(client, db):
    response = client.get(reverse("readyz"))
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] == "no worker heartbeat"
    assert response.json()["checks"]["database"] == "ok"


@pytest.mark.expects_errors
def test_readyz_with_an_old_heartbeat_names_the_worker(client, db):
    cache.set(HEARTBEAT_KEY, timezone.now().timestamp() - 120)
    assert client.get(reverse("readyz")).json()["checks"]["worker"] == "no worker heartbeat"


@pytest.mark.expects_errors
def test_readyz_with_read_only_media_names_the_media(client, db, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "below"
    beat_heart()
    response = client.get(reverse("readyz"))
    assert response.status_code == 503
    assert response.json()["checks"]["media"] != "ok"


@pytest.mark.expects_errors
def test_readyz_with_unreachable_broker_names_the_broker(client, db, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    assert client.get(reverse("readyz")).json()["checks"]["broker"] == "ConnectionError"


@pytest.mark.expects_errors
def test_readyz_leaves_nothing_behind(client, db, tmp_path):
    client.get(reverse("readyz"))
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
