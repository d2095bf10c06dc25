"""市民学校: partner schools (made once), courses of the six kinds, lessons up to today with attendance."""

from datetime import timedelta

from activities.school.models import Course, Lesson, PartnerSchool
from portal.demo.ground import moment, weekday_near
from portal.demo.tables import several, table

KIND = Course.Kind
PARTNERS = [
    ("开发区实验学校", "教务处 温老师", "多媒体教室、塑胶操场、书法教师"),
    ("龙三小", "德育处 石老师", "多功能厅、美术教师、少先队志愿者"),
    ("龙三中", "体育组 严老师", "篮球馆、田径场、体育教师"),
    ("成人教育中心", "社区教育部 邹老师", "计算机教室、家政实训室、法律讲师"),
]
SMALL_STREET_PARTNERS = [("鹤鸣中心小学", "教导处 万老师", "风雨操场、音乐教室")]
STREET_KINDS = (KIND.CALLIGRAPHY, KIND.COMPUTER)
KINDS_OF = [6, 5, 5, 4, 4, 4, 3, 5, 5, 4, 4, 2]  # kinds of courses per community, by place
LESSONS_OF = [14, 13, 12, 12, 11, 12, 9, 12, 13, 12, 10, 7]
STREET_LESSONS, SMALL_STREET_LESSONS = 16, 6
SPAN = 290  # days over which the lessons of a year are spread


def fill(ground):
    partners = list(PartnerSchool.objects.filter(street=ground.street)) or _partners(ground)
    courses = [*_street_courses(ground, partners)]
    for place, community in enumerate(ground.communities):
        courses += _courses(ground, place, community, partners)
    Course.objects.bulk_create(courses)
    Lesson.objects.bulk_create(lesson for owned in _by_owner(courses) for lesson in _lessons(ground, owned))


def _partners(ground):
    rows = PARTNERS if ground.is_large else SMALL_STREET_PARTNERS
    return PartnerSchool.objects.bulk_create(
        PartnerSchool(street=ground.street, name=name, contact=contact, resources=resources)
        for name, contact, resources in rows
    )


def _street_courses(ground, partners):
    for kind in STREET_KINDS if ground.is_large else ():
        yield _course(ground, None, kind, partners[-1])


def _courses(ground, place, community, partners):
    number = KINDS_OF[place % len(KINDS_OF)] if ground.is_large else 2
    kinds = sorted(ground.rng.sample(list(KIND), number), key=list(KIND).index)
    return [_course(ground, community, kind, ground.rng.choice(partners)) for kind in kinds]


def _course(ground, community, kind, partner):
    places = [f"{community}文体活动室", partner.name]
    return Course(
        street=ground.street,
        community=community,
        year=ground.year,
        kind=kind,
        title=ground.rng.choice(_of_kind(kind, "titles")),
        school=partner,
        teacher=ground.person(),
        place=ground.rng.choice(places) if community else partner.name,
    )


def _of_kind(kind, column):
    return next(several(row[column]) for row in table(__file__, "demo_courses") if row["kind"] == kind)


def _by_owner(courses):
    owners = {}
    for course in courses:
        owners.setdefault(course.community_id, []).append(course)
    return owners.values()


def _lessons(ground, courses):
    """A year's lessons of one owner in turn over its courses, about a month apart, on weekdays."""
    number = _how_many(ground, courses[0].community)
    for step in range(number):
        days = step * SPAN // number + ground.rng.randrange(0, 6)
        day = weekday_near(ground.day(2, 20) + timedelta(days=days))
        if ground.past(day):
            course, turn = courses[step % len(courses)], step // len(courses)
            yield _lesson(ground, course, day, turn)


def _how_many(ground, community):
    if not ground.is_large:
        return SMALL_STREET_LESSONS
    return LESSONS_OF[(community.position - 1) % len(LESSONS_OF)] if community else STREET_LESSONS


def _lesson(ground, course, day, turn):
    topics = _of_kind(course.kind, "topics")
    enrolled = ground.rng.randrange(18, 46)
    return Lesson(
        course=course,
        held_at=moment(day, ground.rng.choice([9, 14, 19]), 30),
        topic=topics[turn % len(topics)],
        enrolled=enrolled,
        attended=round(enrolled * ground.rng.uniform(0.76, 0.99)),
    )
