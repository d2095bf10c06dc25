"""What the plain rooms contribute: leading group, meetings, funds, venues, school, corridor, trainings, surveys."""

from datetime import timedelta

from django.db.models import Min, Sum
from django.urls import reverse
from django.utils import timezone

from activities import book_rooms
from activities.corridor import metrics as corridor_metrics
from activities.corridor.models import Board
from activities.funds import metrics as funds_metrics
from activities.funds.models import Expense, FundLine
from activities.meetings import metrics as meetings_metrics
from activities.meetings.models import Meeting, Resolution
from activities.school import metrics as school_metrics
from activities.school.models import Course, Lesson
from activities.surveys import metrics as surveys_metrics
from activities.trainings import metrics as trainings_metrics
from activities.venues import metrics as venues_metrics
from portal.duties.todos import duty_todos
from portal.forms.units import OwnerField
from portal.metrics import declared_in
from portal.pieces import Fact, Hit, MenuItem, Todo, folded
from portal.quotes import quoted

SECTION = "保障与阵地"
MINUTES_DAYS = 7  # days after a meeting by which its minutes are expected
LESSONS_A_YEAR = 12  # F1: lessons per community and year

ROOMS = [
    ("领导小组", "groupmember", "sitemap"),
    ("会议", "meeting", "notes"),
    ("经费", "fundline", "coin-yuan"),
    ("场地", "venue", "building-community"),
    ("市民学校", "course", "school"),
    ("文化长廊", "board", "layout-board"),
    ("骨干培训", "training", "certificate"),
    ("满意度调查", "survey", "mood-smile"),
]


def menu(user):
    if not _reads_rooms(user):
        return []
    return [
        MenuItem(label, reverse(f"activities:{name}-list"), icon, SECTION, 300 + 10 * place)
        for place, (label, name, icon) in enumerate(ROOMS)
    ]


def _reads_rooms(user):
    return bool(user.street_id) and (user.is_officer or user.is_staff_member or user.is_leader)


def todos(user):
    """Decisions in my hands; for those who keep the rooms of their own level: stale boards, expenses
    without voucher, meetings without minutes. Four queries."""
    if not _reads_rooms(user):
        return []
    rows = _open_resolutions(user)
    if not user.is_leader:
        rows += [*_stale_boards(user), *_missing_vouchers(user), *_missing_minutes(user)]
    return rows


def _open_resolutions(user):
    mine = Resolution.objects.visible_to(user).open().in_hands_of(user).select_related("meeting")
    return folded(
        duty_todos(mine, kind="会议", prefix="办理议定事项："),
        "办理 {n} 项议定事项",
        f"{reverse('activities:resolution-list')}?year=all&state=mine",
    )


def _own(queryset, user):
    """The rows of the user's own level: the community's for staff, the street's for the officer."""
    return queryset.filter(**{queryset.community_path: user.community_id})


def _stale_boards(user):
    rows = _own(Board.objects.editable_by(user), user).stale().order_by("changed_on", "pk")
    found = [
        Todo(f"更换{board}的版面", board.get_absolute_url(), "文化长廊", board.change_due_on, board.state)
        for board in rows
    ]
    url = f"{reverse('activities:board-list')}?state=stale&community={_place(user)}"
    return folded(found, f"{{n}} 块宣传阵地超过{Board.STALE_DAYS}天没有更换", url)


def _missing_vouchers(user):
    rows = _own(Expense.objects.editable_by(user), user).without_voucher()
    found = rows.aggregate(first=Min("spent_on"), amount=Sum("amount"))
    if found["first"] is None:
        return []
    due = found["first"] + timedelta(days=Expense.VOUCHER_DAYS)
    url = f"{reverse('activities:expense-list')}?year=all&voucher=missing&community={_place(user)}"
    return [Todo("补填支出凭证号", url, "经费", due, f"待补凭证的支出共{found['amount']:,.2f}元")]


def _place(user):
    """The unit as the filters of the lists name it."""
    return user.community_id or OwnerField.STREET


def _missing_minutes(user):
    rows = _own(Meeting.objects.editable_by(user), user).without_minutes().order_by("held_at")
    found = [
        Todo(
            f"补写{quoted(meeting)}的会议纪要", reverse("activities:meeting-edit", args=[meeting.pk]), "会议",
            timezone.localdate(meeting.held_at) + timedelta(days=MINUTES_DAYS),
        )
        for meeting in rows
    ]  # fmt: skip
    url = f"{reverse('activities:meeting-list')}?year=all&minutes=missing&community={_place(user)}"
    return folded(found, "补写 {n} 次会议的纪要", url)


def year_state(user, year):
    """经费到位率 and 开课次数 against the year: staff see their community's, officer and leader the street's."""
    if not _reads_rooms(user):
        return []
    lines, lessons = (
        FundLine.objects.visible_to(user).for_year(year),
        Lesson.objects.visible_to(user).for_year(year),
    )
    places = 1
    if user.community_id:
        lines, lessons = _own(lines, user), _own(lessons, user)
    else:
        places = user.street.communities.count()
    money = lines.aggregate(budget=Sum("budget", default=0), received=Sum("received", default=0))
    place = f"&community={user.community_id}" if user.community_id else ""
    share = round(money["received"] * 100 / money["budget"]) if money["budget"] else 0
    note = (
        f"到位 {money['received']:,.0f} 元，预算 {money['budget']:,.0f} 元"
        if money["budget"]
        else "还没有登记预算"
    )
    return [
        Fact(
            "经费到位率", share, "%", target=100, note=note,
            url=f"{reverse('activities:fundline-list')}?year={year}{place}",
        ),
        Fact(
            "市民学校开课", lessons.count(), "次", target=LESSONS_A_YEAR * places,
            url=f"{reverse('activities:lesson-list')}?year={year}{place}",
        ),
    ]  # fmt: skip


def search(user, text):
    if not _reads_rooms(user):
        return []
    meetings = Meeting.objects.visible_to(user).filter(title__icontains=text).select_related("community")[:10]
    courses = Course.objects.visible_to(user).filter(title__icontains=text).select_related("community")[:10]
    return [
        *(
            Hit(
                row.title,
                row.get_absolute_url(),
                "会议",
                f"{timezone.localtime(row.held_at):%Y-%m-%d} {row.owner_name}",
            )
            for row in meetings
        ),
        *(
            Hit(row.title, row.get_absolute_url(), "课程", f"{row.year}年 {row.owner_name}")
            for row in courses
        ),
    ]


def metrics():
    return [
        metric
        for module in (
            meetings_metrics,
            funds_metrics,
            venues_metrics,
            trainings_metrics,
            corridor_metrics,
            school_metrics,
            surveys_metrics,
        )
        for metric in declared_in(module)
    ]


def yearbook(street, year):
    return book_rooms.chapters(street, year)


def hand_over(predecessor, successor):
    """Open decisions follow the post."""
    return Resolution.objects.hand_over(predecessor, successor)


def demo(street, year, rng):
    from activities.demo.rooms_demo import fill_rooms  # noqa: PLC0415  (needed by the demo alone)

    fill_rooms(street, year, rng)
