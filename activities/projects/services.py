from django.db import transaction
from django.utils import timezone


@transaction.atomic
def toggle_milestone(*, milestone, by) -> bool:
    """Finish an open milestone today or reopen a finished one; returns whether it is now done."""
    milestone.done_on = None if milestone.done_on else timezone.localdate()
    milestone.save(update_fields=["done_on"])
    return milestone.done_on is not None
