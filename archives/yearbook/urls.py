from django.urls import path

from archives.yearbook import views

urlpatterns = [
    path("yearbooks/", views.YearbookList.as_view(), name="yearbook-list"),
    path("yearbooks/add/", views.YearbookCreate.as_view(), name="yearbook-create"),
    path("yearbooks/<int:pk>/", views.YearbookDetail.as_view(), name="yearbook-detail"),
    path("yearbooks/<int:pk>/edit/", views.YearbookEdit.as_view(), name="yearbook-edit"),
    path("yearbooks/<int:pk>/build/", views.yearbook_build, name="yearbook-build"),
    path("yearbooks/<int:pk>/editions/<int:number>/", views.yearbook_download, name="yearbook-download"),
]
