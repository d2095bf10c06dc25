"""The chapter 阵地与学校: corridor and boards, the citizens' school, venues."""

from django.db.models import Count, Sum

from activities.corridor.chapter import corridor_blocks
from activities.school.models import Course, Lesson, PartnerSchool
from activities.venues.chapter import venue_blocks
from portal import book
from portal.days import last_day
from portal.numbers import rate_text

HEAD = [
    ("单位", 3, "left"),
    ("课次", 2, "right"),
    ("报名（人次）", 2, "right"),
    ("到课（人次）", 2, "right"),
    ("到课率", 2, "right"),
]


def places_chapter(street, year) -> book.Chapter:
    until = last_day(year)
    blocks = [
        *corridor_blocks(street, year, until),
        *_school_blocks(street, year),
        *venue_blocks(street, until),
    ]
    return book.Chapter("阵地与学校", blocks)


def _school_blocks(street, year):
    schools = PartnerSchool.objects.filter(street=street).values_list("name", flat=True)
    names = "、".join(dict.fromkeys(schools))
    per_kind = _lesson_sums(street, year, "course__kind")
    if not per_kind:
        return []
    per_place = _lesson_sums(street, year, "course__community")
    places = {None: "街道本级"} | dict(street.communities.values_list("pk", "name"))
    everything = [sum(row[i] for row in per_kind.values()) for i in range(3)]
    return [
        book.heading("市民学校"),
        book.para(
            f"{year}年，市民学校开课{everything[0]}次，到课{everything[2]}人次，到课率{rate_text(everything[2], everything[1]) or '—'}。"
            + (f"共建学校有{names}。" if names else "")
        ),
        book.table(
            [("类别", 3, "left"), *HEAD[1:]],
            [_lesson_row(label, per_kind.get(kind)) for kind, label in Course.Kind.choices],
            caption=f"{year}年市民学校课程类别",
        ),
        book.table(
            HEAD,
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
