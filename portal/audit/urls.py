from django.urls import path

from portal.audit import views

urlpatterns = [
    path("audit/", views.AuditList.as_view(), name="auditevent-list"),
    path("audit/changes/", views.change_list, name="change-list"),
]
