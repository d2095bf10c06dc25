from django.urls import path

from assessments.reports import views

urlpatterns = [
    path("assessments/reports/", views.PeriodReportList.as_view(), name="periodreport-list"),
    path("assessments/reports/schedule/", views.periodreport_schedule, name="periodreport-schedule"),
    path("assessments/reports/<int:pk>/", views.PeriodReportDetail.as_view(), name="periodreport-detail"),
    path("assessments/reports/<int:pk>/write/", views.periodreport_write, name="periodreport-write"),
    path("assessments/reports/<int:pk>/paper/", views.periodreport_paper, name="periodreport-paper"),
    path("assessments/reports/<int:pk>/edit/", views.periodreport_edit, name="periodreport-edit"),
    path(
        "assessments/reports/<int:pk>/delete/",
        views.periodreport_delete,
        name="periodreport-delete",
    ),
]
