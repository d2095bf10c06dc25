from activities.school import views
from portal.pages.routes import child_set, page_set

urlpatterns = [
    *page_set(
        "school/partners",
        "partnerschool",
        views.PartnerSchoolList,
        views.PartnerSchoolCreate,
        views.PartnerSchoolDetail,
        views.PartnerSchoolEdit,
        views.PartnerSchoolDelete,
    ),
    *child_set(
        "school",
        "course",
        "lessons",
        "lesson",
        views.LessonList,
        views.LessonAdd,
        views.LessonEdit,
        views.LessonDelete,
    ),
    *page_set(
        "school",
        "course",
        views.CourseList,
        views.CourseCreate,
        views.CourseDetail,
        views.CourseEdit,
        views.CourseDelete,
    ),
]
