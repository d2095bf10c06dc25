"""Chapters of the yearbook (年鉴) from the plain rooms: 阵地与学校 and 经费."""

from decimal import Decimal

from django.db.models import Count, Q, Sum

from activities.corridor import metrics as corridor_metrics
from activities.corridor.models import Board, Edition
from activities.funds.figures import totals_by_channel
from activities.funds.models import Expense, FundLine
from activities.school.models import Course, Lesson, PartnerSchool
from activities.venues.models import Venue
from portal import book
from portal.days import last_day
from portal.numbers import rate_text


def chapters(street, year):
    return [places_and_school(street, year), money(street, year)]


def places_and_school(street, year):
    """阵地与学校: corridor and boards, the citizens' school, venues; a line per community."""
    until = last_day(year)
    blocks = [
        *_corridor(street, year, until),
        *_school(street, year),
        *_venues(street, until),
    ]
    return book.Chapter("阵地与学校", blocks)


def _corridor(street, year, until):
    metres = corridor_metrics.corridor_length.of_communities(street, year, until)
    pages = corridor_metrics.board_pages.of_communities(street, year, until)
    places = Board.objects.filter(street=street)
    boards = dict(places.order_by().values_list("community").annotate(number=Count("pk")))
    issues = Edition.objects.filter(board__street=street, published_on__lte=until).for_year(year)
    own_pages = issues.filter(board__community__isnull=True).aggregate(total=Sum("pages", default=0))["total"]
    own_metres = places.filter(community__isnull=True, kind=Board.Kind.CORRIDOR).aggregate(
        total=Sum("length", default=0)
    )["total"]
    rows = [
        (
            community.name,
            boards.get(community.pk, 0),
            metres.get(community.pk, 0),
            _whole(pages.get(community.pk)),
        )
        for community in street.communities.all()
    ]
    if None in boards:
        rows.insert(0, ("街道本级", boards[None], own_metres, own_pages))
    total = ("合计", sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows))
    if not any(total[1:]):
        return []
    return [
        book.heading("文化长廊与宣传阵地"),
        book.para(
            f"{year}年，{street}有文化长廊{total[2]}米，文化长廊、黑板报、宣传栏、电子屏共{total[1]}处，全年刊出{total[3]}版。"
        ),
        book.table(
            [
                ("单位", 3, "left"),
                ("阵地（处）", 2, "right"),
                ("文化长廊（米）", 2, "right"),
                ("刊出（版）", 2, "right"),
            ],
            [*rows, total],
            caption=f"{year}年文化长廊与宣传阵地",
        ),
    ]


def _school(street, year):
    schools = PartnerSchool.objects.filter(street=street).values_list("name", flat=True)
    names = "、".join(dict.fromkeys(schools))
    per_kind = _lesson_sums(street, year, "course__kind")
    if not per_kind:
        return []
    per_place = _lesson_sums(street, year, "course__community")
    places = {None: "街道本级"} | dict(street.communities.values_list("pk", "name"))
    everything = [sum(row[i] for row in per_kind.values()) for i in range(3)]
    head = [("单位", 3, "left"), ("课次", 2, "right"), ("报名（人次）", 2, "right"), ("到课（人次）", 2, "right"), ("到课率", 2, "right")]  # fmt: skip
    return [
        book.heading("市民学校"),
        book.para(
            f"{year}年，市民学校开课{everything[0]}次，到课{everything[2]}人次，到课率{rate_text(everything[2], everything[1]) or '—'}。"
            + (f"共建学校有{names}。" if names else "")
        ),
        book.table(
            [("类别", 3, "left"), *head[1:]],
            [_lesson_row(label, per_kind.get(kind)) for kind, label in Course.Kind.choices],
            caption=f"{year}年市民学校课程类别",
        ),
        book.table(
            head,
            [_lesson_row(name, per_place[pk]) for pk, name in places.items() if pk in per_place],
            caption=f"{year}年各单位开课情况",
        ),
    ]


def _lesson_sums(street, year, path):
    """{value of `path`: (lessons, enrolled, attended)} of the lessons held in `year`."""
    rows = Lesson.objects.filter(course__street=street).for_year(year).order_by().values_list(path)
    sums = rows.annotate(number=Count("pk"), enrolled=Sum("enrolled"), attended=Sum("attended"))
    return {key: (number, enrolled, attended) for key, number, enrolled, attended in sums}


def _lesson_row(label, sums):
    number, enrolled, attended = sums or (0, 0, 0)
    return (label, number, enrolled, attended, rate_text(attended, enrolled) or "—")


def _venues(street, until):
    in_force = Venue.objects.filter(street=street).shared_on(until).values("pk")
    rows = Venue.objects.filter(street=street).filter(~Q(kind=Venue.Kind.SHARED) | Q(pk__in=in_force))
    listed = [
        (
            venue.owner_name,
            venue.name,
            venue.get_kind_display(),
            venue.unit or "—",
            _area(venue),
            venue.opening or "—",
        )
        for venue in rows.select_related("community")
    ]
    if not listed:
        return []
    return [
        book.heading("文体场地"),
        book.table(
            [
                ("所属", 16, "left"), ("场地", 32, "left"), ("类型", 23, "left"), ("所属单位", 25, "left"),
                ("面积（平方米）", 17, "right"), ("开放时段", 45, "left"),
            ],
            listed,
            caption="自有文体场地与辖区单位共享场地",
        ),
    ]  # fmt: skip


def _area(venue):
    return "—" if venue.area is None else f"{venue.area:g}"


def money(street, year):
    """经费: three channels with their rates, then what each community received and spent."""
    lines = FundLine.objects.filter(street=street).for_year(year)
    if not lines.exists():
        return book.Chapter("经费")
    totals = totals_by_channel(lines)
    whole = totals[-1]
    head = [(label, 2, "right") for label in ("预算（元）", "到位（元）", "支出（元）")]
    return book.Chapter(
        "经费",
        [
            book.para(
                f"{year}年，文体经费预算{_yuan(whole.budget)}元，到位{_yuan(whole.received)}元，"
                f"支出{_yuan(whole.spent)}元，执行率{whole.spent_rate or '—'}。数据取自文体经费管理台账，以会计核算为准。"
            ),
            book.table(
                [("渠道", 2, "left"), *head, ("到位率", 1.4, "right"), ("执行率", 1.4, "right")],
                [
                    (
                        total.label, _yuan(total.budget), _yuan(total.received), _yuan(total.spent),
                        total.received_rate or "—", total.spent_rate or "—",
                    )
                    for total in totals
                ],
                caption=f"{year}年文体经费（按渠道）",
            ),
            book.bars(
                [(total.label, total.received, total.budget or None) for total in totals[:-1]],
                unit="元", caption="各渠道到位金额与预算",
            ),
            book.table(
                [("单位", 2.4, "left"), *head], _money_by_owner(street, year, lines), caption=f"{year}年文体经费（按单位）"
            ),
        ],
    )  # fmt: skip


def _money_by_owner(street, year, lines):
    sums = lines.order_by().values_list("community").annotate(budget=Sum("budget"), received=Sum("received"))
    found = {owner: (budget, received) for owner, budget, received in sums}
    expenses = Expense.objects.filter(line__street=street, line__year=year).order_by()
    spent = dict(expenses.values_list("line__community").annotate(total=Sum("amount")))
    places = {None: "街道本级"} | dict(street.communities.values_list("pk", "name"))
    return [
        (name, _yuan(found[pk][0]), _yuan(found[pk][1]), _yuan(spent.get(pk, Decimal(0))))
        for pk, name in places.items()
        if pk in found
    ]


def _yuan(amount):
    return f"{amount:,.2f}"


def _whole(value):
    return int(value or 0)
