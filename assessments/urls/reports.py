from django.urls import path

from assessments.views import reports

urlpatterns = [
    path("assessments/reports/", reports.PeriodReportList.as_view(), name="periodreport-list"),
    path("assessments/reports/schedule/", reports.periodreport_schedule, name="periodreport-schedule"),
    path("assessments/reports/<int:pk>/", reports.PeriodReportDetail.as_view(), name="periodreport-detail"),
    path("assessments/reports/<int:pk>/write/", reports.periodreport_write, name="periodreport-write"),
    path("assessments/reports/<int:pk>/edit/", reports.periodreport_edit, name="periodreport-edit"),
    path(
        "assessments/reports/<int:pk>/delete/",
        reports.periodreport_delete,
        name="periodreport-delete",
    ),
]
