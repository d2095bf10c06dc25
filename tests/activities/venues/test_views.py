from django.utils import timezone

from activities.models import Booking
from tests.activities.pages import url
from tests.factories.activities.venues import BookingFactory, VenueFactory


def test_overlapping_booking_is_explained_and_nothing_entered_is_lost(client, staff, community):
    taken = BookingFactory(community=community, purpose="合唱排练")
    client.force_login(staff)
    data = {
        "purpose": "围棋赛",
        "starts_at": timezone.localtime(taken.starts_at).strftime("%Y-%m-%dT%H:%M"),
        "ends_at": timezone.localtime(taken.ends_at).strftime("%Y-%m-%dT%H:%M"),
    }
    response = client.post(url("venue-booking-add", taken.venue_id), data)
    body = response.content.decode()
    assert f"已登记给“{taken.purpose}”" in body
    assert 'value="围棋赛"' in body
    assert Booking.objects.count() == 1


def test_booking_that_ends_before_it_starts_is_a_sentence(client, staff, community):
    venue = VenueFactory(community=community)
    client.force_login(staff)
    data = {"purpose": "围棋赛", "starts_at": "2026-05-08T10:00", "ends_at": "2026-05-08T09:00"}
    assert "结束时间应晚于开始时间" in client.post(url("venue-booking-add", venue.pk), data).content.decode()
