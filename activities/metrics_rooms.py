"""Figures of the plain rooms, one definition each, for dashboard, score, progress table and yearbook.

Every function answers `compute(street, year, until) -> {community_id: Decimal}` for the communities that
have a value (the street's own rows have none), counting rows dated up to `until`; one or two queries,
however many communities. Sources: the indicator table of the assessment (A3 B2 B3 C4 E1 E2 F1 F2 F3 H1).
"""

from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Avg, Case, Count, DecimalField, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from activities.corridor.models import Board, Edition
from activities.funds.models import Expense, FundLine
from activities.meetings.models import Meeting
from activities.school.models import Lesson
from activities.surveys.models import Survey
from activities.trainings.models import Training
from activities.venues.models import Venue
from portal.metrics import Metric


def meetings_with_minutes(street, year, until):
    """A3: meetings of the year with written minutes and at least one decision."""
    rows = Meeting.objects.filter(street=street).for_year(year).filter(held_at__date__lte=until).counted()
    return _per_community(rows, Count("pk"))


def funds_received_share(street, year, until):
    """B2: received ÷ budget over the three channels, at most 1. A ledger line carries its year and no
    date, so `until` cannot divide it. Without a budget there is no share: the community is absent."""
    rows = FundLine.objects.filter(street=street).for_year(year)
    sums = _grouped(rows).annotate(whole=Sum("budget"), part=Sum("received"))
    return _shares(sums)


def voucher_share(street, year, until):
    """B2: expenses that carry a voucher number ÷ all expenses, by number. A community that keeps a ledger
    for the year and has spent nothing lacks no voucher: 1. One without any ledger line has proved
    nothing and is absent."""
    keepers = _per_community(FundLine.objects.filter(street=street).for_year(year), Count("pk"))
    rows = Expense.objects.filter(line__street=street, line__year=year, spent_on__lte=until)
    sums = _grouped(rows).annotate(whole=Count("pk"), part=Count("pk", filter=~Q(voucher_number="")))
    return dict.fromkeys(keepers, Decimal(1)) | _shares(sums)


def shared_units(street, year, until):
    """B3: different local units whose sharing agreement is in force on `until`; two halls of one school
    are one unit."""
    rows = Venue.objects.filter(street=street).shared_on(until)
    unit = Coalesce(NullIf(F("unit"), Value("")), F("name"))
    return _per_community(rows, Count(unit, distinct=True))


def training_attendances(street, year, until):
    """C4: person-times of training of the community's key members."""
    rows = Training.objects.filter(street=street).for_year(year).filter(held_on__lte=until)
    return _per_community(rows, Sum("attendances"))


def corridor_length(street, year, until):
    """E1: metres of culture corridor that stand on `until` (those without a date of building included)."""
    built = Q(built_on__isnull=True) | Q(built_on__lte=until)
    rows = Board.objects.filter(built, street=street, kind=Board.Kind.CORRIDOR)
    return _per_community(rows, Sum("length"))


def board_pages(street, year, until):
    """E2: pages (版) put up in the year on corridor, blackboards, notice boards and screens."""
    rows = Edition.objects.filter(board__street=street).for_year(year).filter(published_on__lte=until)
    return _per_community(rows, Sum("pages"))


def lessons(street, year, until):
    """F1: lessons held by the community's citizens' school."""
    return _per_community(_lessons(street, year, until), Count("pk"))


def course_kinds(street, year, until):
    """F2: kinds of courses, of six, in which at least one lesson was held; a course on paper counts nothing."""
    return _per_community(_lessons(street, year, until), Count("course__kind", distinct=True))


def lesson_attendance(street, year, until):
    """F3: attended ÷ enrolled over all lessons; absent when nobody enrolled."""
    sums = _grouped(_lessons(street, year, until)).annotate(whole=Sum("enrolled"), part=Sum("attended"))
    return _shares(sums)


def satisfaction(street, year, until):
    """H1: score out of 100, the mean over the year's surveys; one with fewer than 30 answers counts as 80."""
    rows = Survey.objects.filter(street=street).for_year(year).filter(held_on__lte=until)
    counted = Case(
        When(sample__lt=Survey.SMALL_SAMPLE, then=Value(Decimal(80))),
        default=F("score"),
        output_field=DecimalField(max_digits=5, decimal_places=2),
    )
    return {key: value.quantize(Decimal("0.01")) for key, value in _per_community(rows, Avg(counted)).items()}


def _lessons(street, year, until):
    rows = Lesson.objects.filter(course__street=street).for_year(year)
    return rows.filter(held_at__date__lte=until)


def _grouped(rows):
    """`rows` of communities (not the street's own) grouped by community."""
    path = rows.community_path
    return rows.filter(**{f"{path}__isnull": False}).order_by().values(owner=F(path))


def _per_community(rows, figure):
    found = _grouped(rows).annotate(figure=figure).values_list("owner", "figure")
    return {owner: Decimal(value) for owner, value in found if value is not None}


def _shares(sums):
    """part ÷ whole per community, between 0 and 1; absent where the whole is zero."""
    return {
        row["owner"]: min(Decimal(row["part"]) / Decimal(row["whole"]), Decimal(1))
        for row in sums
        if row["whole"]
    }


def _rows(route, *, dated=True, **narrowing):
    """The address of the rows behind a figure: the list of `route`, narrowed to one community and year."""

    def url(community, year):
        chosen = {"community": community.pk} | ({"year": year} if dated else {}) | narrowing
        return f"{reverse(f'activities:{route}-list')}?{urlencode(chosen)}"

    return url


METRICS = [
    Metric(
        "meetings_with_minutes", "有纪要的专题会议", "次", meetings_with_minutes,
        _rows("meeting", minutes="counted"), "本年度召开、有会议纪要并列出议定事项的会议次数。",
    ),
    Metric(
        "funds_received_share", "经费到位率", "", funds_received_share,
        _rows("fundline"), "三个渠道到位金额之和除以预算之和，最高按100%计；没有预算的按0计。",
    ),
    Metric(
        "voucher_share", "支出凭证齐全率", "", voucher_share,
        _rows("expense"), "已填凭证号的支出笔数除以全部支出笔数；建了台账而没有支出的按100%计，没有台账的按0计。",
    ),
    Metric(
        "shared_units", "场地共享单位", "家", shared_units,
        _rows("venue", dated=False, kind="shared"), "共享协议在有效期内的辖区单位数，同一单位的几处场地算一家。",
    ),
    Metric(
        "training_attendances", "骨干培训", "人次", training_attendances,
        _rows("training"), "本年度骨干培训的参训人次之和。",
    ),
    Metric(
        "corridor_length", "文化长廊", "米", corridor_length,
        _rows("board", dated=False, kind="corridor"), "已建成的文化长廊长度之和。",
    ),
    Metric(
        "board_pages", "宣传阵地刊出版数", "版", board_pages,
        _rows("edition"), "本年度在文化长廊、黑板报、宣传栏和电子屏上刊出的版数之和。",
    ),
    Metric(
        "lessons", "市民学校开课", "次", lessons, _rows("lesson"), "本年度市民学校已上课的课次。",
    ),
    Metric(
        "course_kinds", "课程类别", "类", course_kinds,
        _rows("lesson"), "六类课程中本年度至少上过一次课的类别数。",
    ),
    Metric(
        "lesson_attendance", "市民学校到课率", "", lesson_attendance,
        _rows("lesson"), "到课人次除以报名人次。",
    ),
    Metric(
        "satisfaction", "群众满意度", "分", satisfaction,
        _rows("survey"), "本年度满意度调查得分的平均值；有效问卷不足30份的调查按80分计。",
    ),
]  # fmt: skip
