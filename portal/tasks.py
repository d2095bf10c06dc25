from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from portal import jobs

HEARTBEAT_KEY = "worker-heartbeat"


@shared_task
def beat_heart():
    """Beat asks, a worker answers: proof for /readyz that both are alive."""
    cache.set(HEARTBEAT_KEY, timezone.now().timestamp(), timeout=300)


@shared_task
def fail_stale_jobs():
    return jobs.fail_stale()
