from django.urls import path

from assessments.schemes import views

urlpatterns = [
    path("assessments/schemes/", views.SchemeList.as_view(), name="scheme-list"),
    path("assessments/schemes/add/", views.SchemeCreate.as_view(), name="scheme-create"),
    path("assessments/schemes/<int:pk>/", views.SchemeDetail.as_view(), name="scheme-detail"),
    path("assessments/schemes/<int:pk>/edit/", views.SchemeEdit.as_view(), name="scheme-edit"),
    path("assessments/schemes/<int:pk>/delete/", views.SchemeDelete.as_view(), name="scheme-delete"),
    path(
        "assessments/schemes/<int:pk>/indicators/add/",
        views.scheme_indicator_add,
        name="scheme-indicator-add",
    ),
    path("assessments/indicators/<int:pk>/edit/", views.indicator_edit, name="indicator-edit"),
    path("assessments/indicators/<int:pk>/delete/", views.indicator_delete, name="indicator-delete"),
]
