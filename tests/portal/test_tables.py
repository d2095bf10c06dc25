"""The table, its columns and verbs, and the facts of a row."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils.html import format_html

from portal.accounts.models import User
from portal.pages.columns import Column
from portal.pages.drawing import badge
from portal.pages.facts import Facts
from portal.pages.generic import DetailPage, ListPage
from portal.pages.tables import RowVerb, Table
from portal.places.models import Community

ROWS = [
    SimpleNamespace(
        pk=1, name="彩排", cost=Decimal("1200.5"), state="已完成", tone="good", note="", late=False
    ),
    SimpleNamespace(pk=2, name="<b>演出</b>", cost=None, state="逾期", tone="bad", note="一\n二", late=True),
]
COLUMNS = (
    Column("name", "任务", head=True),
    Column("cost", "金额", sort="cost"),
    Column("state", "状态", tone="tone"),
    Column("note", "说明", wide=True),
)


@pytest.fixture
def request_of(officer):
    request = RequestFactory().get("/tasks/", {"year": "2026", "page": "3", "sort": "-cost"})
    request.user = officer
    return request


def text(html):
    return re.sub(r"<[^>]+>", " ", str(html)).split()


def cells(html, tag="td"):
    return re.findall(rf"<{tag}[^>]*>.*?</{tag}>", str(html), flags=re.S)


# Labels ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("username", User._meta.get_field("username").verbose_name),
        ("get_role_display", User._meta.get_field("role").verbose_name),
        ("community.secretary", Community._meta.get_field("secretary").verbose_name),
    ],
)
def test_label_is_the_fields_own_name(name, label):
    assert Column(name).bound(User).label == str(label)


def test_own_label_wins_and_sorting_follows_the_field():
    column = Column("community.name", "单位", sort=True).bound(User)
    assert (column.label, column.sort) == ("单位", "community__name")
    assert Column("get_role_display", sort=True).bound(User).sort == "role"


@pytest.mark.parametrize(
    "column", [Column("is_officer"), Column("place_name", "单位", sort=True), Column("nothing")]
)
def test_what_is_no_field_needs_its_words(column):
    with pytest.raises(ImproperlyConfigured, match="is no field"):
        column.bound(User)


@pytest.mark.parametrize(("base", "attribute"), [(ListPage, "columns"), (DetailPage, "fields")])
def test_page_with_a_nameless_column_does_not_start(base, attribute):
    with pytest.raises(ImproperlyConfigured, match="User.is_officer"):
        type("Page", (base,), {"model": User, attribute: (Column("is_officer"),)})


def test_every_page_names_all_its_columns():
    def views(resolver):
        for pattern in resolver.url_patterns:
            yield from views(pattern) if hasattr(pattern, "url_patterns") else [pattern.callback]

    pages = [view.view_class for view in views(get_resolver()) if hasattr(view, "view_class")]
    columns = [column for page in pages if issubclass(page, ListPage) for column in page.columns]
    columns += [column for page in pages if issubclass(page, DetailPage) for column in page.fields]
    assert len(columns) > 300
    assert all(column.label for column in columns)


# Table -----------------------------------------------------------------------------------------
def test_table_says_its_name_heads_and_cells():
    html = str(Table(ROWS, COLUMNS, caption="任务"))
    assert 'aria-label="任务列表"' in html
    assert '<caption class="visually-hidden">任务</caption>' in html
    assert text("".join(cells(html, "th"))) == [
        "任务",
        "金额",
        "状态",
        "说明",
        "彩排",
        "&lt;b&gt;演出&lt;/b&gt;",
    ]
    assert '<th scope="row" class="lead">彩排</th>' in html
    assert '<td data-label="金额" class="number">1,200.50</td>' in html
    assert '<td data-label="金额" class="number blank">—</td>' in html  # stands below the figures
    assert str(badge("逾期", "bad")) in html
    assert "一<br>二" in html
    assert html.startswith('<div class="card">')


def test_inner_table_stands_without_a_card():
    assert str(Table(ROWS, COLUMNS, caption="任务", inner=True)).startswith('<div class="table-responsive"')


@pytest.mark.parametrize("inner", [True, False])
def test_empty_table_is_false_and_says_what_to_do(inner):
    table = Table([], COLUMNS, caption="任务", empty="先布置任务。", inner=inner)
    assert not table
    assert "先布置任务。" in str(table)
    assert "<table" not in str(table)


def test_template_draws_it_unescaped():
    drawn = Template("{% if table %}{{ table }}{% endif %}").render(
        Context({"table": Table(ROWS, COLUMNS, caption="任")})
    )
    assert "<table" in drawn
    assert "&lt;table" not in drawn


def test_unknown_arguments_and_footers_are_refused():
    with pytest.raises(TypeError, match="colour"):
        Table(ROWS, COLUMNS, caption="任务", colour="red")
    with pytest.raises(TypeError, match="colour"):
        Column("name", colour="red")
    with pytest.raises(ValueError, match="amount"):
        Table(ROWS, COLUMNS, caption="任务", footer={"amount": 1})
    with pytest.raises(TypeError, match="request"):
        Table(ROWS, COLUMNS, caption="任务", verbs=(RowVerb("修改", "user-edit"),))


def test_headings_sort_and_say_which_way(request_of):
    html = str(Table(ROWS, COLUMNS, caption="任务", request=request_of, sort="-cost"))
    assert 'aria-sort="descending"' in html
    assert 'href="?year=2026&amp;sort=cost"' in html  # back to the first page
    assert "<a" not in str(Table(ROWS, COLUMNS, caption="任务"))


def test_footer_groups_numbers_and_attributes_of_rows():
    table = Table(
        ROWS,
        COLUMNS,
        caption="任务",
        footer={"name": "合计", "cost": Decimal(1200)},
        group=lambda row: "逾期的" if row.late else "按期的",
        row_attrs=lambda row: {"id": f"task-{row.pk}", "class": "late" if row.late else ""},
        numbered=True,
        css="tasks",
    )
    html = str(table)
    foot = html[html.index("<tfoot>") :]
    assert text(foot) == ["合计", "1,200.00"]
    assert '<th scope="rowgroup" colspan="5">逾期的</th>' in html
    assert html.index("按期的") < html.index("彩排") < html.index("逾期的") < html.index("演出")
    assert '<tr id="task-1">' in html
    assert '<tr class="late" id="task-2">' in html
    assert '<td data-label="序号" class="number">2</td>' in html
    assert "data-table tasks" in html


def test_drawn_cell_is_for_the_screen_and_the_value_for_the_export():
    column = Column("state", "状态", draw=lambda row: format_html("{} {}", badge(row.state), badge(row.name)))
    assert column.cell(ROWS[1]).html.count('class="badge') == 2
    assert "<b>" not in column.cell(ROWS[1]).html
    assert column.raw(ROWS[1]) == "逾期"
    assert Column("x", "状态", draw=lambda row: "").cell(ROWS[0]).is_blank


def test_value_is_written_in_the_words_of_its_column():
    column = Column("cost", "金额", write=lambda cost: f"约 {cost:.0f} 元")
    assert column.cell(ROWS[0]).text == "约 1200 元"
    assert column.cell(ROWS[0]).is_number
    assert column.raw(ROWS[0]) == Decimal("1200.5")
    assert column.cell(ROWS[1]).is_blank
    html = str(Table(ROWS, (Column("name", "任务"), column), caption="任务", footer={"cost": Decimal(1200)}))
    assert text(html[html.index("<tfoot>") :]) == ["约", "1200", "元"]


def test_column_of_figures_keeps_its_place_while_all_is_empty():
    column = Column("note", "得分", css="number", value=lambda row: None)
    assert '<td data-label="得分" class="blank number">' in str(Table(ROWS, (column,), caption="任务"))
    assert 'class="number"' in str(Table(ROWS, (Column("cost", "金额", css="number"),), caption="任务"))


def test_form_for_the_pen_leaves_empty_cells_empty():
    html = str(Table(ROWS, COLUMNS, caption="任务", blank=""))
    assert '<td data-label="金额" class="number blank"></td>' in html
    assert "—" not in html
    assert "1,200.50" in html


def test_footer_cell_without_a_sum_is_blank_and_hidden_on_the_phone():
    html = str(Table(ROWS, COLUMNS, caption="任务", footer={"cost": 1200}))
    assert '<td data-label="状态" class="blank"></td>' in html[html.index("<tfoot>") :]


def test_chart_reads_its_series_from_the_table():
    html = str(
        Table(ROWS, (Column("name", "渠道", head=True), Column("cost", "支出", series="bar")), caption="经费")
    )
    assert 'data-series="bar"' in html
    assert 'data-value="1200.5"' in html
    assert 'data-value="0"' in html


def test_cell_leads_where_its_column_says():
    here = Column("username", link=True).bound(User)
    there = Column("username", link=lambda row: f"/{row.pk}/").bound(User)
    user = User(pk=7, username="li", role="staff")
    assert 'class="row-link" href="/accounts/7/"' in here.cell(user).html
    assert 'href="/7/"' in there.cell(user).html


# Verbs -----------------------------------------------------------------------------------------
def test_verbs_are_links_and_posts_for_whom_the_rule_lets(request_of, officer):
    verbs = (
        RowVerb("修改", "user-edit"),
        RowVerb(
            "停用", "user-toggle", post=True, icon="x", confirm="停用吗？", may=lambda user, row: row.late
        ),
    )
    first, second = [
        cell
        for cell in cells(Table(ROWS, COLUMNS, caption="任务", request=request_of, verbs=verbs))
        if "row-verbs" in cell
    ]
    assert '>修改<span class="visually-hidden">' in first
    assert "csrfmiddlewaretoken" not in first
    assert 'data-confirm="停用吗？"' in second
    assert 'name="csrfmiddlewaretoken"' in second
    assert 'method="post" action="/accounts/2/toggle/"' in second


# Facts -----------------------------------------------------------------------------------------
def test_facts_are_terms_without_links_to_their_own_page():
    user = User(pk=7, username="li", name="李", role="staff", date_joined=None)
    facts = Facts(user, (Column("username", link=True), Column("name", wide=True)))
    assert "<a" not in str(facts)
    assert str(facts).startswith('<dl class="datagrid">')
    assert "datagrid-wide" in str(facts)
    assert len(facts) == 2


def test_optional_facts_are_left_out_while_empty():
    row = SimpleNamespace(reason="", held_on=date(2026, 5, 1))
    columns = (Column("held_on", "日期"), Column("reason", "原因"))
    assert text(Facts(row, columns)) == ["日期", "2026-05-01", "原因", "—"]
    assert text(Facts(row, columns, optional=("reason",))) == ["日期", "2026-05-01"]
