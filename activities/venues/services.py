from django.db import transaction

from activities.venues.models import Venue
from activities.venues.rules import why_not_book
from portal.access import demand_editable
from portal.steps import require


@transaction.atomic
def save_booking(*, booking, by):
    """Save a new or changed booking: whoever keeps the venue books it. The venue's row is locked while its other bookings are read, so two
    people who book the same hour at the same moment cannot both succeed. Raises ValidationError."""
    demand_editable(by, booking.venue)
    booking.venue = Venue.objects.select_for_update(of=("self",)).get(pk=booking.venue_id)
    require(why_not_book(by, booking))
    booking.save()
    return booking
