from django.urls import reverse_lazy

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
from portal.pages.children import STREET_FIRST, ChildCreate, ChildDelete, ChildEdit, RoomDetail
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage

HOME = ("市民学校", "activities:course-list")

PARTNERS = ("共建学校", "activities:partnerschool-list")


class CourseList(ListPage):
    model = Course
    title = "市民学校"
    template_name = "activities/school/list.html"
    related = ("community", "school")
    counted = ("with_attendance",)
    ordering = ("-year", STREET_FIRST, "kind", "pk")
    filter_form = CourseFilter
    create_url = "activities:course-create"
    create_label = "新增课程"
    empty_text = (
        "本年度还没有课程。市民学校开六类课：理论学习、电脑网络、家政知识、法律常识、书画笔会、戏曲沙龙。"
    )
    columns = (
        Column("title", "课程", sort="title", link=True),
        Column("get_kind_display", "类别", sort="kind"),
        Column("owner_name", "开课单位", sort="community__position"),
        Column("school.name", "共建学校", sort="school__name"),
        Column("teacher", "授课教师", sort="teacher"),
        Column("lesson_count", "课次", sort="lesson_count"),
        Column("enrolled", "报名", sort="enrolled"),
        Column("attended", "到课", sort="attended"),
        Column("attendance_rate", "到课率"),
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"figures": school_figures(self.object_list)}


class CourseDetail(RoomDetail):
    model = Course
    counted = ("with_attendance",)
    parent = HOME
    related = ("community", "school")
    edit_url = "activities:course-edit"
    delete_url = "activities:course-delete"
    fields = (
        Column("year", "年度", value=lambda course: f"{course.year}年"),
        Column("get_kind_display", "类别"),
        Column("owner_name", "开课单位"),
        Column("school", "共建学校"),
        Column("teacher", "授课教师"),
        Column("place", "地点"),
        Column("lesson_count", "课次"),
        Column("enrolled", "报名人次"),
        Column("attended", "到课人次"),
        Column("attendance_rate", "到课率"),
    )
    child_form = LessonForm
    child_heading = "课次"
    child_verb = "登记课次"
    child_columns = (
        Column("held_at", "上课时间"),
        Column("topic", "内容", wide=True),
        Column("enrolled", "报名"),
        Column("attended", "到课"),
        Column("attendance_rate", "到课率"),
    )
    child_add = "activities:course-lesson-add"
    child_edit = "activities:lesson-edit"
    child_delete = "activities:lesson-delete"
    child_list = "activities:lesson-list"
    child_search = "title"
    child_empty = "还没有上课记录。每上一次课登记一次，按签到表填报名和到课人数。"


class CourseCreate(CreatePage):
    model = Course
    form_class = CourseForm
    parent = HOME
    message = "课程已建立，可以接着登记课次。"


class CourseEdit(EditPage):
    model = Course
    form_class = CourseForm
    parent = HOME


class CourseDelete(DeletePage):
    model = Course
    parent = HOME
    success_url = reverse_lazy("activities:course-list")


class LessonList(ListPage):
    model = Lesson
    title = "课次"
    parent = HOME
    related = ("course__community",)
    filter_form = LessonFilter
    empty_text = "没有课次。课次在课程页面上登记。"
    columns = (
        Column("course.title", "课程", sort="course__title", link=True),
        Column("course.get_kind_display", "类别", sort="course__kind"),
        Column("course.owner_name", "开课单位", sort="course__community__position"),
        Column("held_at", "上课时间", sort="held_at"),
        Column("topic", "内容", sort="topic", wide=True),
        Column("enrolled", "报名", sort="enrolled"),
        Column("attended", "到课", sort="attended"),
        Column("attendance_rate", "到课率"),
    )


class LessonAdd(ChildCreate):
    model = Lesson
    form_class = LessonForm
    parent_model = Course
    parent = HOME
    title = "登记课次"
    message = "课次已登记。"


class LessonEdit(ChildEdit):
    model = Lesson
    form_class = LessonForm
    parent = HOME
    related = ("course",)


class LessonDelete(ChildDelete):
    model = Lesson
    parent = HOME


class PartnerSchoolList(ListPage):
    model = PartnerSchool
    title = "共建学校"
    parent = HOME
    related = ("community",)
    counted = ("with_course_count",)
    ordering = ("pk",)
    filter_form = PartnerSchoolFilter
    create_url = "activities:partnerschool-create"
    create_label = "新增学校"
    empty_text = "还没有登记共建学校。与辖区学校建立联系后登记联系人和可用资源。"
    columns = (
        Column("name", "学校", sort="name", link=True),
        Column("owner_name", "联系单位", sort="community__position"),
        Column("contact", "联系人", sort="contact"),
        Column("resources", "可用资源", wide=True),
        Column("course_count", "开设课程", sort="course_count"),
    )


class PartnerSchoolDetail(DetailPage):
    model = PartnerSchool
    parent = PARTNERS
    related = ("community",)
    template_name = "activities/school/partner_detail.html"
    edit_url = "activities:partnerschool-edit"
    delete_url = "activities:partnerschool-delete"
    fields = (
        Column("name", "学校"),
        Column("owner_name", "联系单位"),
        Column("contact", "联系人"),
        Column("resources", "可用资源", wide=True),
    )

    def get_context_data(self, **kwargs):
        columns = [column for column in CourseList.columns if column.name != "school.name"]
        courses = Course.objects.visible_to(self.request.user).filter(school=self.object)
        rows = courses.select_related("community").with_attendance().order_by("-year", "pk")[:50]
        return super().get_context_data(**kwargs) | {
            "rows": [[column.cell(row) for column in columns] for row in rows]
        }


class PartnerSchoolCreate(CreatePage):
    model = PartnerSchool
    form_class = PartnerSchoolForm
    parent = PARTNERS
    message = "共建学校已登记。"


class PartnerSchoolEdit(EditPage):
    model = PartnerSchool
    form_class = PartnerSchoolForm
    parent = PARTNERS


class PartnerSchoolDelete(DeletePage):
    model = PartnerSchool
    parent = PARTNERS
    success_url = reverse_lazy("activities:partnerschool-list")
