from django.urls import path

from archives.views import yearbooks

urlpatterns = [
    path("yearbooks/", yearbooks.YearbookList.as_view(), name="yearbook-list"),
    path("yearbooks/add/", yearbooks.YearbookCreate.as_view(), name="yearbook-create"),
    path("yearbooks/<int:pk>/", yearbooks.YearbookDetail.as_view(), name="yearbook-detail"),
    path("yearbooks/<int:pk>/edit/", yearbooks.YearbookEdit.as_view(), name="yearbook-edit"),
    path("yearbooks/<int:pk>/build/", yearbooks.yearbook_build, name="yearbook-build"),
    path("yearbooks/<int:pk>/editions/<int:number>/", yearbooks.yearbook_download, name="yearbook-download"),
]
