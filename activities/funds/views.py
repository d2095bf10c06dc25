from django.contrib import messages
from django.urls import reverse_lazy

from activities.funds.figures import totals_by_channel
from activities.funds.forms import ExpenseFilter, ExpenseForm, FundLineFilter, FundLineForm
from activities.funds.models import Expense, FundLine
from activities.funds.rules import overspending_of
from portal.pages.children import STREET_FIRST, ChildCreate, ChildDelete, ChildEdit, RoomDetail
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, EditPage, ListPage

HOME = ("经费", "activities:fundline-list")

EXPENSE_COLUMNS = (
    Column("spent_on", "日期", sort="spent_on"),
    Column("purpose", "用途", sort="purpose", wide=True),
    Column("amount", "金额（元）", sort="amount"),
    Column("voucher_state", "凭证号", sort="voucher_number", tone="voucher_tone"),
    Column("event.title", "关联活动", wide=True),
    Column("handler", "经办人", sort="handler"),
    Column("approver", "审批人"),
)


class FundLineList(ListPage):
    model = FundLine
    title = "经费"
    template_name = "activities/funds/list.html"
    related = ("community", "project")
    counted = ("with_spent",)
    ordering = ("-year", STREET_FIRST, "-channel", "pk")  # 向上争取, 街道出资, 自筹
    filter_form = FundLineFilter
    create_url = "activities:fundline-create"
    create_label = "登记经费"
    empty_text = "本年度还没有登记经费。请按“向上争取、街道出资、自筹”三个渠道逐项登记预算和到位。"
    columns = (
        Column("source", "来源单位", sort="source", link=True),
        Column("get_channel_display", "渠道", sort="channel"),
        Column("owner_name", "使用单位", sort="community__position"),
        Column("document_number", "文号"),
        Column("budget", "预算（元）", sort="budget"),
        Column("received", "到位（元）", sort="received"),
        Column("used", "支出（元）", sort="spent"),
        Column("balance", "到位结余（元）"),
        Column("state", "状态", tone="status_tone"),
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"totals": totals_by_channel(self.object_list)}


class FundLineDetail(RoomDetail):
    model = FundLine
    parent = HOME
    related = ("community", "project")
    template_name = "activities/funds/detail.html"
    edit_url = "activities:fundline-edit"
    delete_url = "activities:fundline-delete"
    fields = (
        Column("year", "年度", value=lambda line: f"{line.year}年"),
        Column("get_channel_display", "渠道"),
        Column("source", "来源单位"),
        Column("owner_name", "使用单位"),
        Column("document_number", "文号"),
        Column("project", "用于项目"),
        Column("budget", "预算（元）"),
        Column("received", "到位（元）"),
        Column("used", "支出（元）"),
        Column("balance", "到位结余（元）"),
        Column("state", "状态", tone="status_tone"),
        Column("note", "备注", wide=True),
    )
    child_form = ExpenseForm
    child_heading = "支出"
    child_verb = "登记支出"
    child_columns = EXPENSE_COLUMNS
    child_related = ("event",)
    child_add = "activities:fundline-expense-add"
    child_edit = "activities:expense-edit"
    child_delete = "activities:expense-delete"
    child_list = "activities:expense-list"
    child_search = "source"
    child_empty = "还没有支出。"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"overspending": overspending_of(self.object)}


class FundLineCreate(CreatePage):
    model = FundLine
    form_class = FundLineForm
    parent = HOME
    title = "登记经费"
    message = "经费已登记，可以接着登记支出。"


class FundLineEdit(EditPage):
    model = FundLine
    form_class = FundLineForm
    parent = HOME


class FundLineDelete(DeletePage):
    model = FundLine
    parent = HOME
    success_url = reverse_lazy("activities:fundline-list")


class ExpenseList(ListPage):
    model = Expense
    title = "支出明细"
    parent = HOME
    related = ("line__community", "event")
    filter_form = ExpenseFilter
    empty_text = "没有支出。支出在各项经费的页面上登记。"
    columns = (
        Column("line.source", "经费来源", sort="line__source", link=True),
        Column("line.get_channel_display", "渠道", sort="line__channel"),
        Column("line.owner_name", "使用单位", sort="line__community__position"),
        *EXPENSE_COLUMNS,
    )


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


class ExpenseAdd(WarnsOfOverspending, ChildCreate):
    model = Expense
    form_class = ExpenseForm
    parent_model = FundLine
    parent = HOME
    title = "登记支出"
    message = "支出已登记。"


class ExpenseEdit(WarnsOfOverspending, ChildEdit):
    model = Expense
    form_class = ExpenseForm
    parent = HOME
    related = ("line",)


class ExpenseDelete(ChildDelete):
    model = Expense
    parent = HOME
