from datetime import timedelta

from activities.demo.rooms_ground import moment, weekday_near
from activities.school.models import Course, Lesson, PartnerSchool

KIND = Course.Kind
PARTNERS = [
    ("开发区实验学校", "教务处 温老师", "多媒体教室、塑胶操场、书法教师"),
    ("龙三小", "德育处 石老师", "多功能厅、美术教师、少先队志愿者"),
    ("龙三中", "体育组 严老师", "篮球馆、田径场、体育教师"),
    ("成人教育中心", "社区教育部 邹老师", "计算机教室、家政实训室、法律讲师"),
]
# Titles and topics of each kind.
CATALOGUE = {
    KIND.THEORY: (
        ["理论学习大家谈", "时事政策讲堂", "道德讲堂"],
        [
            "基层治理新实践",
            "家风家训故事会",
            "乡村振兴与社区融合",
            "身边好人分享",
            "垃圾分类从我做起",
            "民法与生活公德",
        ],
    ),
    KIND.COMPUTER: (
        ["智能手机课堂", "电脑网络入门", "短视频制作"],
        [
            "微信视频通话与群聊",
            "网上挂号与取报告",
            "防范电信诈骗",
            "手机拍照与整理",
            "电子表格入门",
            "网上缴费实操",
        ],
    ),
    KIND.HOUSEKEEPING: (
        ["家政知识课堂", "健康家庭讲座", "巧手厨房"],
        [
            "家庭收纳与清洁",
            "老年人照护常识",
            "家常面点制作",
            "急救包扎与心肺复苏",
            "节气养生",
            "家庭用电用气安全",
        ],
    ),
    KIND.LAW: (
        ["法律常识课堂", "社区普法讲座"],
        [
            "婚姻家庭与继承",
            "消费者权益保护",
            "邻里纠纷怎么办",
            "劳动合同要点",
            "物业服务与业主权利",
            "反诈普法",
        ],
    ),
    KIND.CALLIGRAPHY: (
        ["书画笔会", "软笔书法班", "国画花鸟班"],
        ["楷书笔法与临帖", "行书章法", "写意桃花", "墨竹与梅兰", "扇面创作", "春联书写"],
    ),
    KIND.OPERA: (
        ["戏曲沙龙", "川剧清唱班", "黄梅戏唱腔班"],
        ["唱腔发声基础", "经典唱段赏析", "身段与水袖", "折子戏排演", "锣鼓经入门", "票友交流"],
    ),
}
KINDS_OF = [6, 5, 5, 4, 4, 4, 3, 5, 5, 4, 4, 2]  # kinds of courses per community, by position
LESSONS_OF = [14, 13, 12, 12, 11, 12, 9, 12, 13, 12, 10, 7]


def fill_school(ground):
    """Partner schools (made once), courses of the six kinds, lessons up to today with attendance."""
    partners = list(PartnerSchool.objects.filter(street=ground.street)) or _partners(ground)
    courses = _street_courses(ground, partners)
    for place, community in enumerate(ground.communities):
        number = KINDS_OF[place % len(KINDS_OF)] if ground.is_large else 2
        kinds = sorted(ground.rng.sample(list(KIND), number), key=list(KIND).index)
        courses += [_course(ground, community, kind, ground.rng.choice(partners)) for kind in kinds]
    Course.objects.bulk_create(courses)
    Lesson.objects.bulk_create(lesson for owned in _by_owner(courses) for lesson in _lessons(ground, owned))


def _partners(ground):
    rows = PARTNERS if ground.is_large else [("鹤鸣中心小学", "教导处 万老师", "风雨操场、音乐教室")]
    return PartnerSchool.objects.bulk_create(
        PartnerSchool(street=ground.street, name=name, contact=contact, resources=resources)
        for name, contact, resources in rows
    )


def _street_courses(ground, partners):
    if not ground.is_large:
        return []
    return [_course(ground, None, kind, partners[-1]) for kind in (KIND.CALLIGRAPHY, KIND.COMPUTER)]


def _course(ground, community, kind, partner):
    return Course(
        street=ground.street,
        community=community,
        year=ground.year,
        kind=kind,
        title=ground.rng.choice(CATALOGUE[kind][0]),
        school=partner,
        teacher=ground.person(),
        place=partner.name
        if community is None
        else ground.rng.choice([f"{community}文体活动室", partner.name]),
    )


def _by_owner(courses):
    owners = {}
    for course in courses:
        owners.setdefault(course.community_id, []).append(course)
    return owners.values()


def _lessons(ground, courses):
    """A year's lessons of one owner in turn over its courses, about a month apart, on weekdays."""
    community = courses[0].community
    number = LESSONS_OF[(community.position - 1) % len(LESSONS_OF)] if community else 16
    number = number if ground.is_large else 6
    for step in range(number):
        day = ground.day(2, 20) + timedelta(days=step * 290 // number + ground.rng.randrange(0, 6))
        day = weekday_near(day)
        course = courses[step % len(courses)]
        if ground.past(day):
            enrolled = ground.rng.randrange(18, 46)
            yield Lesson(
                course=course,
                held_at=moment(day, ground.rng.choice([9, 14, 19]), 30),
                topic=CATALOGUE[course.kind][1][step // len(courses) % 6],
                enrolled=enrolled,
                attended=round(enrolled * ground.rng.uniform(0.76, 0.99)),
            )
