from activities.school.figures import school_figures
from activities.school.forms import (
    CourseFilter,
    CourseForm,
    LessonFilter,
    LessonForm,
    PartnerSchoolFilter,
    PartnerSchoolForm,
)
from activities.school.models import Course, Lesson, PartnerSchool
from portal.pages.children import STREET_FIRST, Children, ParentPage
from portal.pages.columns import Column
from portal.pages.generic import DetailPage, ListPage
from portal.pages.tables import Table

HOME = ("市民学校", "activities:course-list")

LESSON = (
    Column("held_at", sort=True),
    Column("topic", sort=True, wide=True),
    Column("enrolled", "报名", sort=True),
    Column("attended", "到课", sort=True),
    Column("attendance_rate", "到课率"),
)


class CoursePages:
    """市民学校: the courses of a year."""

    route = "activities:course"
    heading = "市民学校"
    model = Course
    form_class = CourseForm
    related = ("community", "school")
    create_label = "新增课程"
    created_message = "课程已建立，可以接着登记课次。"


class LessonPages:
    """课次, on the page of the course."""

    route = "activities:lesson"
    model = Lesson
    form_class = LessonForm
    filter_form = LessonFilter
    parent = HOME
    parent_field = "course"
    related = ("course__community",)
    create_label = "登记课次"
    created_message = "课次已登记。"
    empty_text = "没有课次。课次在课程页面上登记。"
    columns = (
        Column("course.title", sort=True, link=True),
        Column("course.get_kind_display", sort=True),
        Column("course.owner_name", "开课单位", sort="course__community__position"),
        *LESSON,
    )


class PartnerSchoolPages:
    """共建学校: whom to speak to and what the school lends."""

    route = "activities:partnerschool"
    model = PartnerSchool
    form_class = PartnerSchoolForm
    filter_form = PartnerSchoolFilter
    related = ("community",)
    create_label = "新增学校"
    created_message = "共建学校已登记。"
    empty_text = "还没有登记共建学校。与辖区学校建立联系后登记联系人和可用资源。"
    fields = (
        Column("name", sort=True, link=True),
        Column("owner_name", "联系单位", sort="community__position"),
        Column("contact", sort=True),
        Column("resources", wide=True),
    )


class CourseList(CoursePages, ListPage):
    template_name = "activities/school/list.html"
    counted = ("with_attendance",)
    ordering = ("-year", STREET_FIRST, "kind", "pk")
    filter_form = CourseFilter
    empty_text = (
        "本年度还没有课程。市民学校开六类课：理论学习、电脑网络、家政知识、法律常识、书画笔会、戏曲沙龙。"
    )
    columns = (
        Column("title", sort=True, link=True),
        Column("get_kind_display", sort=True),
        Column("owner_name", "开课单位", sort="community__position"),
        Column("school.name", "共建学校", sort=True),
        Column("teacher", sort=True),
        Column("lesson_count", "课次", sort="lesson_count"),
        Column("enrolled", "报名", sort="enrolled"),
        Column("attended", "到课", sort="attended"),
        Column("attendance_rate", "到课率"),
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"figures": school_figures(self.object_list)}


class CourseDetail(CoursePages, ParentPage):
    counted = ("with_attendance",)
    fields = (
        Column("year", value=lambda course: f"{course.year}年"),
        Column("get_kind_display"),
        Column("owner_name", "开课单位"),
        Column("school"),
        Column("teacher"),
        Column("place"),
        Column("lesson_count", "课次"),
        Column("enrolled", "报名人次"),
        Column("attended", "到课人次"),
        Column("attendance_rate", "到课率"),
    )
    children = Children(
        LessonPages,
        heading="课次",
        columns=LESSON,
        search="title",
        empty="还没有上课记录。每上一次课登记一次，按签到表填报名和到课人数。",
    )


class PartnerSchoolList(PartnerSchoolPages, ListPage):
    parent = HOME
    counted = ("with_course_count",)
    ordering = ("pk",)
    columns = (*PartnerSchoolPages.fields, Column("course_count", "开设课程", sort="course_count"))


class PartnerSchoolDetail(PartnerSchoolPages, DetailPage):
    template_name = "activities/school/partner_detail.html"

    def get_context_data(self, **kwargs):
        columns = [column for column in CourseList.columns if column.name != "school.name"]
        courses = Course.objects.visible_to(self.request.user).filter(school=self.object)
        rows = courses.select_related("community").with_attendance().order_by("-year", "pk")[:50]
        table = Table(rows, columns, caption="课程", inner=True, empty="还没有课程用到这所学校。")
        return super().get_context_data(**kwargs) | {"table": table}
