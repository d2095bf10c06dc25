"""What /readyz looks at: database, broker, a worker that answered lately, and a writable media store."""

import time
import uuid

import redis
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from portal.jobs.tasks import HEARTBEAT_KEY

WORKER_SILENCE_SECONDS = 90


def readiness() -> dict[str, str]:
    """{check: "ok" or what is wrong}; never raises."""
    return {
        "database": _try(_database),
        "broker": _try(_broker),
        "worker": _try(_worker),
        "media": _try(_media),
    }


def _try(check):
    try:
        return check() or "ok"
    except Exception as error:  # a health page reports, whatever breaks
        return f"{type(error).__name__}"


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker():
    redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=2).ping()


def _worker():
    beat = cache.get(HEARTBEAT_KEY)
    silent = beat is None or time.time() - beat > WORKER_SILENCE_SECONDS
    return "no worker heartbeat" if silent else None


def _media():
    name = default_storage.save(f"health/{uuid.uuid4().hex}", ContentFile(b"ok"))
    default_storage.delete(name)
