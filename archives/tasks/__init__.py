"""Leaves of the queue: ids in, one call into a service. The worker imports this package."""

from archives.tasks.materials import make_derivatives, remake_missing_derivatives
from archives.tasks.yearbooks import build_yearbook

__all__ = ["build_yearbook", "make_derivatives", "remake_missing_derivatives"]
