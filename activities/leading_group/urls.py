from django.urls import path

from activities.leading_group import views
from portal.pages.routes import noun_set

urlpatterns = [
    path("leading-group/chart/", views.groupmember_chart, name="groupmember-chart"),
    path("leading-group/copy/", views.groupmember_copy, name="groupmember-copy"),
    *noun_set("leading-group", views.GroupMemberPages, listing=views.GroupMemberList),
]
