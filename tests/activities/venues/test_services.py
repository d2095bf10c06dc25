import threading
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from activities.models import Booking, Venue
from activities.venues.services import save_booking
from tests.factories.activities.venues import BookingFactory, VenueFactory
from tests.factories.portal import staff_of


def at(hour, minute=0):
    return datetime(2026, 5, 8, hour, minute, tzinfo=timezone.get_current_timezone())


def booking(venue, first, last, **fields):
    return Booking(
        venue=venue, purpose=fields.pop("purpose", "书法班"), starts_at=first, ends_at=last, **fields
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [((9, 30), (10, 0)), ((8, 0), (9, 30)), ((10, 30), (12, 0)), ((8, 0), (12, 0)), ((9, 0), (11, 0))],
)
def test_overlapping_booking_is_refused_naming_the_other(community, staff, first, last):
    venue = VenueFactory(community=community, name="一楼活动室")
    BookingFactory(venue=venue, purpose="合唱排练", starts_at=at(9), ends_at=at(11))

    with pytest.raises(ValidationError) as refusal:
        save_booking(booking=booking(venue, at(*first), at(*last)), by=staff)
    assert refusal.value.messages == [
        "一楼活动室在2026-05-08 09:00–11:00已登记给“合唱排练”，请改选时间或场地。"
    ]
    assert Booking.objects.count() == 1


def test_bookings_that_touch_or_lie_in_another_venue_are_accepted(community, staff):
    venue = VenueFactory(community=community)
    BookingFactory(venue=venue, starts_at=at(9), ends_at=at(11))

    save_booking(booking=booking(venue, at(11), at(12)), by=staff)
    save_booking(booking=booking(venue, at(8), at(9)), by=staff)
    save_booking(booking=booking(VenueFactory(community=community), at(9), at(11)), by=staff)
    assert Booking.objects.count() == 4


def test_booking_does_not_stand_in_its_own_way(community, staff):
    row = BookingFactory(community=community, starts_at=at(9), ends_at=at(11))
    row.ends_at = at(12)
    save_booking(booking=row, by=staff)
    row.refresh_from_db()
    assert row.ends_at == at(12)


def test_shared_venue_is_not_booked_outside_its_agreement(community, staff):
    venue = VenueFactory(
        community=community, shared=True, agreed_from=date(2026, 1, 1), agreed_until=date(2026, 5, 7)
    )
    with pytest.raises(ValidationError, match="不在.*共享协议期内.*龙三小"):
        save_booking(booking=booking(venue, at(9), at(10)), by=staff)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_booking_the_same_hour_at_once_one_is_refused():
    venue = VenueFactory()
    staff = staff_of(venue.community)
    outcomes, gate = [], threading.Barrier(2)

    def book():
        gate.wait()
        try:
            save_booking(booking=booking(venue, at(9), at(10)), by=staff)
            outcomes.append("saved")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=book) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "saved"]


def test_agreement_in_force_on_its_first_and_last_day(community):
    venue = VenueFactory(
        community=community, shared=True, agreed_from=date(2026, 1, 1), agreed_until=date(2026, 6, 30)
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [venue.is_agreed_on(day) for day in days] == [False, True, True, False]
    assert [Venue.objects.shared_on(day).exists() for day in days] == [False, True, True, False]
