"""How long something takes, in words."""

from datetime import datetime

from django.utils import timezone


def time_span(starts_at: datetime, ends_at: datetime, *, days_only: bool = False) -> str:
    """2026-03-20 09:00–11:30; over several days first 至 last moment, or with `days_only` first 至 last day."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if start.date() == end.date():
        return f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
    if days_only:
        return f"{start:%Y-%m-%d} 至 {end:%Y-%m-%d}"
    return f"{start:%Y-%m-%d %H:%M} 至 {end:%Y-%m-%d %H:%M}"
