from django.db.models import Sum
from django.utils import timezone

from activities.corridor.forms import BoardFilter, BoardForm, EditionFilter, EditionForm
from activities.corridor.models import Board, Edition
from portal.links import link
from portal.pages.children import STREET_FIRST, Children, ParentPage, short
from portal.pages.columns import Column
from portal.pages.generic import ListPage
from portal.pieces import Fact

CONTENT = (
    Column("issue", sort=True),
    Column("theme", sort=True, wide=True),
    Column("pages", sort=True),
    Column("published_on", sort=True),
    Column("editor", sort=True),
)


class BoardPages:
    """文化长廊: corridors, blackboards, notice boards and screens."""

    route = "activities:board"
    heading = "文化长廊"
    model = Board
    form_class = BoardForm
    related = ("community",)
    create_label = "新增阵地"
    created_message = "宣传阵地已登记。"


class EditionPages:
    """版面登记, on the page of the board."""

    route = "activities:edition"
    heading = "版面登记"
    model = Edition
    form_class = EditionForm
    filter_form = EditionFilter
    parent = ("文化长廊", "activities:board-list")
    parent_field = "board"
    related = ("board__community",)
    create_label = "登记版面"
    created_message = "版面已登记。"
    empty_text = "没有版面。版面在各宣传阵地的页面上登记。"
    columns = (
        Column("board.code", sort=True, link=True),
        Column("board.get_kind_display", sort=True),
        Column("board.owner_name", "所在社区", sort="board__community__position"),
        *CONTENT,
    )


class BoardList(BoardPages, ListPage):
    template_name = "activities/corridor/list.html"
    counted = ("with_changes",)
    ordering = (STREET_FIRST, "code")
    filter_form = BoardFilter
    empty_text = "还没有登记宣传阵地。文化长廊、黑板报、宣传栏和电子屏都登记在这里。"
    columns = (
        Column("code", sort=True, link=True),
        Column("get_kind_display", sort=True),
        Column("location", sort=True, wide=True),
        Column("owner_name", "所在社区", sort="community__position"),
        Column("length", value=short("length"), sort=True),
        Column("keeper", sort=True),
        Column("year_pages", "本年版数", sort="year_pages"),
        Column("changed_on", "最近出刊", sort="changed_on"),
        Column("state", "更换情况", tone="status_tone"),
    )

    def get_context_data(self, **kwargs):
        listed = Board.objects.visible_to(self.request.user).filter(
            pk__in=self.object_list.order_by().values("pk")
        )
        corridor = listed.filter(kind=Board.Kind.CORRIDOR).aggregate(total=Sum("length", default=0))
        year = timezone.localdate().year
        pages = Edition.objects.visible_to(self.request.user).filter(board__in=listed).for_year(year)
        figures = [
            Fact("文化长廊", f"{corridor['total']:.1f}", "米"),
            Fact(
                f"{year}年刊出",
                pages.aggregate(total=Sum("pages", default=0))["total"],
                "版",
                url=link("activities:edition-list"),
            ),
            Fact(
                f"超过{Board.STALE_DAYS}天未更换",
                listed.stale().count(),
                "处",
                url=f"{link('activities:board-list')}?state=stale",
            ),
        ]
        return super().get_context_data(**kwargs) | {"figures": figures}


class BoardDetail(BoardPages, ParentPage):
    counted = ("with_changes",)
    fields = (
        Column("code"),
        Column("get_kind_display"),
        Column("location"),
        Column("owner_name", "所在社区"),
        Column("length", value=short("length")),
        Column("built_on"),
        Column("keeper"),
        Column("year_pages", "本年版数"),
        Column("changed_on", "最近出刊"),
        Column("state", "更换情况", tone="status_tone"),
    )
    children = Children(
        EditionPages,
        heading="版面",
        columns=CONTENT,
        search="code",
        shown=20,
        empty="还没有出刊记录。每换一期版面登记一次。",
    )
