from archives.urls import dossiers, yearbooks

app_name = "archives"
urlpatterns = [*dossiers.urlpatterns, *yearbooks.urlpatterns]
