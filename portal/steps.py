"""Two lines that every change of state begins with."""

from django.core.exceptions import ValidationError


def lock(row):
    """Reload `row` under a row lock, so that two people cannot take the same step at once."""
    row.refresh_from_db(from_queryset=type(row).objects.select_for_update(of=("self",)))


def require(obstacles) -> None:
    """Raise ValidationError with the sentences that stand in the way, if any."""
    if obstacles:
        raise ValidationError(obstacles)
