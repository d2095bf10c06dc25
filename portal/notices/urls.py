from django.urls import path

from portal.notices import views

urlpatterns = [
    path("notices/", views.NoticeList.as_view(), name="notice-list"),
    path("notices/read/", views.notice_read_all, name="notice-read-all"),
    path("notices/<int:pk>/", views.notice_open, name="notice-open"),
]
