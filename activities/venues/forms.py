from django import forms
from django.utils import timezone

from activities.event_states import is_counted
from activities.venues.models import Booking, Venue
from portal.forms.base import PortalForm
from portal.forms.units import UnitFilter, UnitForm, UnitYearFilter, kind_field
from troupes.models import Troupe

FILTERED = (Venue.Agreement.IN_FORCE, Venue.Agreement.ENDED)


class VenueForm(UnitForm):
    class Meta:
        model = Venue
        fields = [
            "community",
            "name",
            "kind",
            "unit",
            "address",
            "area",
            "capacity",
            "opening",
            "terms",
            "keeper",
            "agreed_from",
            "agreed_until",
        ]
        help_texts = {
            "unit": "辖区单位共享的场地请写明单位，考核按单位计数。",
            "opening": "上课日、双休日、寒暑假不同的请分别写明。",
            "terms": "免费、优惠或定时免费，凭何种证件，安全责任和保险如何约定。",
            "agreed_until": "没有约定期限可不填。",
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Venue.Kind.SHARED and not cleaned.get("unit"):
            self.add_error("unit", "共享场地请填写所属单位。")
        return cleaned


class VenueFilter(UnitFilter):
    search_fields = ("name", "unit", "address", "keeper")
    kind = kind_field(Venue.Kind)
    state = forms.ChoiceField(
        label="共享协议",
        required=False,
        choices=[("", "全部"), *((one.value, one.label) for one in FILTERED)],
    )

    def filter_state(self, queryset, value):
        today = timezone.localdate()
        ended = value == Venue.Agreement.ENDED
        return queryset.shared_until_before(today) if ended else queryset.shared_on(today)


class BookingForm(PortalForm):
    scoped = ("troupe", "event")

    class Meta:
        model = Booking
        fields = ["purpose", "starts_at", "ends_at", "troupe", "event"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        troupes, events = self.fields["troupe"], self.fields["event"]
        troupes.queryset = troupes.queryset.filter(status=Troupe.Status.ACTIVE)
        # Rooms are booked for what lies ahead, or for a booking's own event when it is corrected later.
        ahead = events.queryset.filter(is_counted(), ends_at__gte=timezone.now())
        events.queryset = (ahead | events.queryset.filter(pk=self.instance.event_id)).order_by("starts_at")


class BookingFilter(UnitYearFilter):
    year_path = "starts_at__year"
    search_fields = ("purpose", "venue__name", "troupe__name")
    when = forms.ChoiceField(label="时间", required=False, choices=[("", "全部"), ("ahead", "今天以后")])

    def filter_when(self, queryset, value):
        return queryset.upcoming()
