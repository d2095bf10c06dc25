"""放假安排: kept by the officer and the administrator of a street, or for all streets at once."""

from django.contrib.auth.decorators import user_passes_test
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator

from portal.days.forms import HolidayEntryForm, HolidayFilter, HolidayForm
from portal.days.models import Holiday
from portal.days.services import KEEPERS, demand_keeper
from portal.days.statutory import notice_in_words
from portal.days.working import how_counted
from portal.links import link
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage

ABOVE = ("放假安排", "holiday-list")


def _keeper(user):
    demand_keeper(user)
    return True


def _holds_for(row):
    return row.street.name if row.street_id else "全部街道"


@method_decorator(user_passes_test(_keeper), name="dispatch")
class HolidayList(ListPage):
    model = Holiday
    title = "放假安排"
    template_name = "portal/days/holiday_list.html"
    related = ("street",)
    filter_form = HolidayFilter
    create_url = "holiday-create"
    create_label = "录入放假安排"
    creators = KEEPERS
    empty_text = "还没有录入。系统自带国务院办公厅已公布的安排，这里只录入新一年的通知和本地的变动。"
    columns = (
        Column("name", sort=True, link=True),
        Column("get_kind_display", sort="kind"),
        Column("first", sort=True),
        Column("last", sort=True),
        Column("length", "天数"),
        Column("street", "适用范围", value=_holds_for),
    )

    def get_context_data(self, **kwargs):
        this_year, street = timezone.localdate().year, self.request.user.street_id
        states = [(y, how_counted(y, street), notice_in_words(y)) for y in (this_year + 1, this_year)]
        return super().get_context_data(**kwargs) | {"year_states": states}


class HolidayDetail(DetailPage):
    model = Holiday
    related = ("street",)
    parent = ABOVE
    edit_url = "holiday-edit"
    delete_url = "holiday-delete"
    fields = (
        Column("name"),
        Column("get_kind_display"),
        Column("first"),
        Column("last"),
        Column("length", "天数", unit="天"),
        Column("street", "适用范围", value=_holds_for),
    )


class HolidayCreate(CreatePage):
    model = Holiday
    form_class = HolidayEntryForm
    creators = KEEPERS
    parent = ABOVE
    hint = "按国务院办公厅通知，一个节日录入一次。"
    message = "已录入，各项期限从现在起照此计算。"

    def get_title(self):
        return "录入放假安排"

    def get_success_url(self):
        """Back to the list: the next paragraph of the notice follows."""
        return f"{link('holiday-list')}?year={self.object.first.year}"


class HolidayEdit(EditPage):
    model = Holiday
    form_class = HolidayForm
    parent = ABOVE


class HolidayDelete(DeletePage):
    model = Holiday
    parent = ABOVE
    success_url = reverse_lazy("holiday-list")
