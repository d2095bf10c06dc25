import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def report_ready(sender, **kwargs):
    """The first heartbeat at once, so that /readyz need not wait for beat."""
    app.send_task("portal.tasks.beat_heart")
