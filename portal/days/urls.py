from django.urls import path

from portal.days import views

urlpatterns = [
    path("holidays/", views.HolidayList.as_view(), name="holiday-list"),
    path("holidays/add/", views.HolidayCreate.as_view(), name="holiday-create"),
    path("holidays/<int:pk>/", views.HolidayDetail.as_view(), name="holiday-detail"),
    path("holidays/<int:pk>/edit/", views.HolidayEdit.as_view(), name="holiday-edit"),
    path("holidays/<int:pk>/delete/", views.HolidayDelete.as_view(), name="holiday-delete"),
]
