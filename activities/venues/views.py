from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse_lazy

from activities.venues.forms import BookingFilter, BookingForm, VenueFilter, VenueForm
from activities.venues.models import Booking, Venue
from activities.venues.services import save_booking
from portal.pages.children import STREET_FIRST, ChildCreate, ChildDelete, ChildEdit, RoomDetail, short
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, EditPage, ListPage

HOME = ("场地", "activities:venue-list")


class VenueList(ListPage):
    model = Venue
    title = "场地"
    template_name = "activities/venues/list.html"
    related = ("community",)
    ordering = (STREET_FIRST, "kind", "pk")
    filter_form = VenueFilter
    create_url = "activities:venue-create"
    create_label = "新增场地"
    empty_text = "还没有登记场地。社区自有的活动室、广场和辖区单位共享的场地都登记在这里。"
    columns = (
        Column("name", "名称", sort="name", link=True),
        Column("get_kind_display", "类型", sort="kind"),
        Column("owner_name", "所在社区", sort="community__position"),
        Column("unit", "所属单位", sort="unit"),
        Column("area", "面积（平方米）", value=short("area"), sort="area"),
        Column("capacity", "核定人数", sort="capacity"),
        Column("opening", "开放时段", wide=True),
        Column("agreed_until", "协议到期", sort="agreed_until"),
        Column("agreement_state", "共享协议", tone="agreement_tone"),
    )


class VenueDetail(RoomDetail):
    model = Venue
    parent = HOME
    related = ("community",)
    edit_url = "activities:venue-edit"
    delete_url = "activities:venue-delete"
    fields = (
        Column("get_kind_display", "类型"),
        Column("owner_name", "所在社区"),
        Column("unit", "所属单位"),
        Column("address", "地址"),
        Column("area", "面积（平方米）", value=short("area")),
        Column("capacity", "核定人数"),
        Column("keeper", "管理人"),
        Column("agreement_state", "共享协议", tone="agreement_tone"),
        Column("agreed_from", "协议起"),
        Column("agreed_until", "协议止"),
        Column("opening", "开放时段", wide=True),
        Column("terms", "收费与条件", wide=True),
    )
    child_form = BookingForm
    child_heading = "使用登记"
    child_verb = "登记使用"
    child_columns = (
        Column("when", "时间"),
        Column("purpose", "用途", wide=True),
        Column("troupe.name", "使用团队"),
        Column("event.title", "关联活动", wide=True),
    )
    child_related = ("troupe", "event")
    child_add = "activities:venue-booking-add"
    child_edit = "activities:booking-edit"
    child_delete = "activities:booking-delete"
    child_list = "activities:booking-list"
    child_search = "name"
    children_shown = 20
    child_empty = "还没有使用登记。"


class VenueCreate(CreatePage):
    model = Venue
    form_class = VenueForm
    parent = HOME
    message = "场地已登记。"


class VenueEdit(EditPage):
    model = Venue
    form_class = VenueForm
    parent = HOME


class VenueDelete(DeletePage):
    model = Venue
    parent = HOME
    success_url = reverse_lazy("activities:venue-list")


class BookingList(ListPage):
    model = Booking
    title = "场地使用"
    parent = HOME
    related = ("venue__community", "troupe", "event")
    filter_form = BookingFilter
    empty_text = "没有使用登记。使用登记在各场地的页面上办理。"
    columns = (
        Column("venue.name", "场地", sort="venue__name", link=True),
        Column("venue.owner_name", "所在社区", sort="venue__community__position"),
        Column("starts_at", "开始时间", sort="starts_at"),
        Column("ends_at", "结束时间", sort="ends_at"),
        Column("purpose", "用途", sort="purpose", wide=True),
        Column("troupe.name", "使用团队", sort="troupe__name"),
        Column("event.title", "关联活动", wide=True),
    )


class SavesBooking:
    """The service has the last word, under the venue's lock; its sentence stands above the form."""

    def form_valid(self, form):
        try:
            save_booking(booking=form.instance)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.message)
        return redirect(form.instance.get_absolute_url())


class BookingAdd(SavesBooking, ChildCreate):
    model = Booking
    form_class = BookingForm
    parent_model = Venue
    parent = HOME
    title = "登记场地使用"
    message = "场地使用已登记。"


class BookingEdit(SavesBooking, ChildEdit):
    model = Booking
    form_class = BookingForm
    parent = HOME
    related = ("venue",)


class BookingDelete(ChildDelete):
    model = Booking
    parent = HOME
