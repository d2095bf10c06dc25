from activities.venues.forms import BookingForm, VenueForm
from tests.activities.pages import errors
from tests.factories.activities.venues import BookingFactory


def test_shared_venue_needs_unit_and_agreement(staff):
    form = VenueForm({"name": "篮球馆", "kind": "shared"}, user=staff)
    found = errors(form)
    assert found["unit"] == ["共享场地请填写所属单位。"]
    assert "共享场地请填写协议起始日期。" in found["__all__"]


def test_booking_offers_only_own_troupes_and_open_events(staff, stranger, community):
    booking = BookingFactory(community=community)
    form = BookingForm(user=staff, instance=booking)
    assert set(form.fields["troupe"].queryset) == set()
    assert form.fields["event"].queryset.count() == 0
