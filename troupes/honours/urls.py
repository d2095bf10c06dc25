from django.urls import path

from portal.pages.routes import change_set, page_set
from troupes.honours import views

urlpatterns = [
    path("troupes/<int:pk>/programmes/add/", views.ProgrammeCreate.as_view(), name="troupe-programme-add"),
    path("programmes/", views.ProgrammeList.as_view(), name="programme-list"),
    *change_set("programmes", "programme", views.ProgrammeEdit, views.ProgrammeDelete),
    path("troupes/<int:pk>/awards/add/", views.TroupeAwardCreate.as_view(), name="troupe-award-add"),
    *page_set(
        "awards",
        "award",
        views.AwardList,
        views.AwardCreate,
        views.AwardDetail,
        views.AwardEdit,
        views.AwardDelete,
    ),
]
