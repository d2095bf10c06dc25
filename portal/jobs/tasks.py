from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from portal.jobs import services as jobs

HEARTBEAT_KEY = "worker-heartbeat"


@shared_task(name="portal.tasks.beat_heart")
def beat_heart():
    """Beat asks, a worker answers: proof for /readyz that both are alive."""
    cache.set(HEARTBEAT_KEY, timezone.now().timestamp(), timeout=300)


@shared_task(name="portal.tasks.fail_stale_jobs")
def fail_stale_jobs():
    return jobs.fail_stale()
