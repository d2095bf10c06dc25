from django.urls import path

from activities.leading_group import views
from portal.pages.routes import page_set

urlpatterns = [
    path("leading-group/chart/", views.groupmember_chart, name="groupmember-chart"),
    path("leading-group/copy/", views.groupmember_copy, name="groupmember-copy"),
    *page_set(
        "leading-group",
        "groupmember",
        views.GroupMemberList,
        views.GroupMemberCreate,
        views.GroupMemberDetail,
        views.GroupMemberEdit,
        views.GroupMemberDelete,
    ),
]
