from django import forms
from django.utils import timezone

from activities.school.models import Course, Lesson, PartnerSchool
from portal.forms.base import PortalForm, refuse_future
from portal.forms.units import UnitFilter, UnitForm, UnitYearFilter, kind_field


class PartnerSchoolForm(UnitForm):
    class Meta:
        model = PartnerSchool
        fields = ["community", "name", "contact", "resources"]
        help_texts = {"resources": "可借用的教室、器材和可授课的教师。"}


class PartnerSchoolFilter(UnitFilter):
    search_fields = ("name", "contact", "resources")


class CourseForm(UnitForm):
    scoped = ("school",)

    class Meta:
        model = Course
        fields = ["community", "year", "kind", "title", "school", "teacher", "place"]


class CourseFilter(UnitYearFilter):
    opens_on_own = True
    search_fields = ("title", "teacher", "place")
    kind = kind_field(Course.Kind, "类别")


class LessonForm(PortalForm):
    class Meta:
        model = Lesson
        fields = ["held_at", "topic", "enrolled", "attended"]
        help_texts = {"attended": "按签到表填写。"}

    def clean_held_at(self):
        held_at, course = self.cleaned_data["held_at"], self.instance.course
        day = refuse_future(timezone.localdate(held_at), "上课时间")
        if day.year != course.year:
            raise forms.ValidationError(f"这门课属于{course.year}年，上课时间也应在{course.year}年内。")
        return held_at


class LessonFilter(UnitYearFilter):
    opens_on_own = True
    year_path = "held_at__year"
    search_fields = ("topic", "course__title", "course__teacher")
    kind = kind_field(Course.Kind, "类别")

    def filter_kind(self, queryset, value):
        return queryset.filter(course__kind=value)
