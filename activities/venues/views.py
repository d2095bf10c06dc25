from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from activities.venues.forms import BookingFilter, BookingForm, VenueFilter, VenueForm
from activities.venues.models import Booking, Venue
from activities.venues.services import save_booking
from portal.pages.children import STREET_FIRST, Children, ParentPage, short
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, EditPage, ListPage

USES = (
    Column("purpose", sort=True, wide=True),
    Column("troupe.name", "使用团队", sort=True),
    Column("event.title", "关联活动", wide=True),
)


class VenuePages:
    """场地: a community's own, and those that units in it share."""

    route = "activities:venue"
    model = Venue
    form_class = VenueForm
    related = ("community",)
    create_label = "新增场地"
    created_message = "场地已登记。"


class BookingPages:
    """使用登记, on the page of the venue."""

    route = "activities:booking"
    heading = "场地使用"
    model = Booking
    form_class = BookingForm
    filter_form = BookingFilter
    parent = ("场地", "activities:venue-list")
    parent_field = "venue"
    related = ("venue__community", "troupe", "event")
    create_label = "登记使用"
    created_message = "场地使用已登记。"
    empty_text = "没有使用登记。使用登记在各场地的页面上办理。"
    columns = (
        Column("venue.name", "场地", sort=True, link=True),
        Column("venue.owner_name", "所在社区", sort="venue__community__position"),
        Column("starts_at", sort=True),
        Column("ends_at", sort=True),
        *USES,
    )


class VenueList(VenuePages, ListPage):
    template_name = "activities/venues/list.html"
    ordering = (STREET_FIRST, "kind", "pk")
    filter_form = VenueFilter
    empty_text = "还没有登记场地。社区自有的活动室、广场和辖区单位共享的场地都登记在这里。"
    columns = (
        Column("name", sort=True, link=True),
        Column("get_kind_display", sort=True),
        Column("owner_name", "所在社区", sort="community__position"),
        Column("unit", sort=True),
        Column("area", value=short("area"), sort=True),
        Column("capacity", sort=True),
        Column("opening", wide=True),
        Column("agreed_until", "协议到期", sort=True),
        Column("agreement_state", "共享协议", tone="agreement_tone"),
    )


class VenueDetail(VenuePages, ParentPage):
    fields = (
        Column("get_kind_display"),
        Column("owner_name", "所在社区"),
        Column("unit"),
        Column("address"),
        Column("area", value=short("area")),
        Column("capacity"),
        Column("keeper"),
        Column("agreement_state", "共享协议", tone="agreement_tone"),
        Column("agreed_from", "协议起"),
        Column("agreed_until", "协议止"),
        Column("opening", wide=True),
        Column("terms", wide=True),
    )
    children = Children(
        BookingPages,
        heading="使用登记",
        columns=(Column("when", "时间"), *USES),
        related=("troupe", "event"),
        search="name",
        shown=20,
        empty="还没有使用登记。",
    )


class SavesBooking:
    """The service has the last word, under the venue's lock; its sentence stands above the form."""

    def form_valid(self, form):
        try:
            save_booking(booking=form.instance, by=self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.get_message())
        return redirect(form.instance.get_absolute_url())


class BookingCreate(BookingPages, SavesBooking, CreatePage):
    title = "登记场地使用"


class BookingEdit(BookingPages, SavesBooking, EditPage):
    pass
