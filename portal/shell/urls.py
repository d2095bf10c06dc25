from django.urls import path

from portal.shell import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("large-type/", views.large_type, name="large-type"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
