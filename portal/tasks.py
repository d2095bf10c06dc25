"""The face that the worker loads."""

from portal.jobs.tasks import beat_heart, fail_stale_jobs

__all__ = ["beat_heart", "fail_stale_jobs"]
