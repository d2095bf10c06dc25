from activities.school import views
from portal.pages.routes import child_set, noun_set

urlpatterns = [
    *noun_set(
        "school/partners",
        views.PartnerSchoolPages,
        listing=views.PartnerSchoolList,
        detail=views.PartnerSchoolDetail,
    ),
    *child_set("school", views.CoursePages, "lessons", views.LessonPages),
    *noun_set("school", views.CoursePages, listing=views.CourseList, detail=views.CourseDetail),
]
