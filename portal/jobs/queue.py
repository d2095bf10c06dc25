"""Asking the worker for a task by its name. The name stays wherever the task lies, and a service that sends it
need not import the task that calls the service."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger("portal.jobs.queue")


def send(task: str, *args) -> bool:
    """Put `task(*args)` into the queue; False when the broker does not answer."""
    try:
        current_app.send_task(task, args=args)
    except OperationalError:
        log.warning("broker refused %s%s", task, args, exc_info=True)
        return False
    return True
