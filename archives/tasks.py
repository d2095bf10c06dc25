"""The face that the worker loads: leaves of the queue, each beside its noun."""

from archives.materials.tasks import make_derivatives, remake_missing_derivatives
from archives.yearbook.tasks import build_yearbook

__all__ = ["build_yearbook", "make_derivatives", "remake_missing_derivatives"]
