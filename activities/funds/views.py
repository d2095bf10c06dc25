from django.contrib import messages

from activities.funds.figures import totals_by_channel
from activities.funds.forms import ExpenseFilter, ExpenseForm, FundLineFilter, FundLineForm
from activities.funds.models import Expense, FundLine
from activities.funds.rules import overspending_of
from activities.funds.tables import channel_table
from portal.pages.children import STREET_FIRST, Children, ParentPage
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, EditPage, ListPage

EXPENSE_COLUMNS = (
    Column("spent_on", sort=True),
    Column("purpose", sort=True, wide=True),
    Column("amount", sort=True),
    Column("voucher_state", "凭证号", sort="voucher_number", tone="voucher_tone"),
    Column("event.title", "关联活动", wide=True),
    Column("handler", sort=True),
    Column("approver"),
)


class FundLinePages:
    """经费: one source of a year, by channel."""

    route = "activities:fundline"
    heading = "经费"
    model = FundLine
    form_class = FundLineForm
    related = ("community", "project")
    create_label = "登记经费"
    created_message = "经费已登记，可以接着登记支出。"


class ExpensePages:
    """支出, on the page of the fund line it is paid from."""

    route = "activities:expense"
    heading = "支出明细"
    model = Expense
    form_class = ExpenseForm
    filter_form = ExpenseFilter
    parent = ("经费", "activities:fundline-list")
    parent_field = "line"
    related = ("line__community", "event")
    create_label = "登记支出"
    created_message = "支出已登记。"
    empty_text = "没有支出。支出在各项经费的页面上登记。"
    columns = (
        Column("line.source", "经费来源", sort=True, link=True),
        Column("line.get_channel_display", sort=True),
        Column("line.owner_name", "使用单位", sort="line__community__position"),
        *EXPENSE_COLUMNS,
    )


class FundLineList(FundLinePages, ListPage):
    template_name = "activities/funds/list.html"
    counted = ("with_spent",)
    ordering = ("-year", STREET_FIRST, "-channel", "pk")  # 向上争取, 街道出资, 自筹
    filter_form = FundLineFilter
    empty_text = "本年度还没有登记经费。请按“向上争取、街道出资、自筹”三个渠道逐项登记预算和到位。"
    columns = (
        Column("source", sort=True, link=True),
        Column("get_channel_display", sort=True),
        Column("owner_name", "使用单位", sort="community__position"),
        Column("document_number"),
        Column("budget", sort=True),
        Column("received", sort=True),
        Column("used", "支出（元）", sort="spent"),
        Column("balance", "到位结余（元）"),
        Column("state", "状态", tone="status_tone"),
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "totals": channel_table(totals_by_channel(self.object_list))
        }


class FundLineDetail(FundLinePages, ParentPage):
    template_name = "activities/funds/detail.html"
    fields = (
        Column("year", value=lambda line: f"{line.year}年"),
        Column("get_channel_display"),
        Column("source"),
        Column("owner_name", "使用单位"),
        Column("document_number"),
        Column("project"),
        Column("budget"),
        Column("received"),
        Column("used", "支出（元）"),
        Column("balance", "到位结余（元）"),
        Column("state", "状态", tone="status_tone"),
        Column("note", wide=True),
    )
    children = Children(
        ExpensePages,
        heading="支出",
        columns=EXPENSE_COLUMNS,
        related=("event",),
        search="source",
        empty="还没有支出。",
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"overspending": overspending_of(self.object)}


class WarnsOfOverspending:
    """Spending above what was received is entered and said, not refused: the ledger follows the facts."""

    def form_valid(self, form):
        response = super().form_valid(form)
        sentence = overspending_of(
            FundLine.objects.visible_to(self.request.user).get(pk=form.instance.line_id)
        )
        if sentence:
            messages.warning(self.request, sentence)
        return response


class ExpenseCreate(ExpensePages, WarnsOfOverspending, CreatePage):
    pass


class ExpenseEdit(ExpensePages, WarnsOfOverspending, EditPage):
    pass
