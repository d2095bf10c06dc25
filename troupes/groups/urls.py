from django.urls import path

from portal.pages.routes import change_set, page_set
from troupes.groups import roster, views

urlpatterns = [
    path("troupes/timetable/", views.troupe_timetable, name="troupe-timetable"),
    *page_set(
        "troupes",
        "troupe",
        views.TroupeList,
        views.TroupeCreate,
        views.TroupeDetail,
        views.TroupeEdit,
        views.TroupeDelete,
    ),
    path("troupes/<int:pk>/confirm/", views.troupe_confirm, name="troupe-confirm"),
    path("troupes/<int:pk>/roster/", roster.troupe_roster, name="troupe-roster"),
    path("troupes/<int:pk>/members/add/", roster.membership_add, name="troupe-membership-add"),
    path("troupes/<int:pk>/stars/add/", views.StarRatingCreate.as_view(), name="troupe-starrating-add"),
    *change_set("stars", "starrating", views.StarRatingEdit, views.StarRatingDelete),
    path("memberships/<int:pk>/edit/", roster.membership_edit, name="membership-edit"),
    path("memberships/<int:pk>/end/", roster.membership_end, name="membership-end"),
]
