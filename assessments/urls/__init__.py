from assessments.urls import assessments, dashboard, reports, schemes

app_name = "assessments"
urlpatterns = [*schemes.urlpatterns, *assessments.urlpatterns, *reports.urlpatterns, *dashboard.urlpatterns]
