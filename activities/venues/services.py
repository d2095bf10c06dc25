from django.core.exceptions import ValidationError
from django.db import transaction

from activities.venues.models import Venue
from activities.venues.rules import refusal_of


@transaction.atomic
def save_booking(*, booking):
    """Save a new or changed booking. The venue's row is locked while its other bookings are read, so two
    people who book the same hour at the same moment cannot both succeed. Raises ValidationError."""
    booking.venue = Venue.objects.select_for_update(of=("self",)).get(pk=booking.venue_id)
    refusal = refusal_of(booking)
    if refusal:
        raise ValidationError(refusal)
    booking.save()
    return booking
