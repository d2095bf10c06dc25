from django.urls import path

from assessments.views import results, schemes

urlpatterns = [
    path("assessments/schemes/", schemes.SchemeList.as_view(), name="scheme-list"),
    path("assessments/schemes/add/", schemes.SchemeCreate.as_view(), name="scheme-create"),
    path("assessments/schemes/<int:pk>/", schemes.SchemeDetail.as_view(), name="scheme-detail"),
    path("assessments/schemes/<int:pk>/edit/", schemes.SchemeEdit.as_view(), name="scheme-edit"),
    path("assessments/schemes/<int:pk>/delete/", schemes.SchemeDelete.as_view(), name="scheme-delete"),
    path("assessments/schemes/<int:pk>/publish/", schemes.scheme_publish, name="scheme-publish"),
    path("assessments/schemes/<int:pk>/measure/", schemes.scheme_measure, name="scheme-measure"),
    path("assessments/schemes/<int:pk>/ranking/", results.scheme_ranking, name="scheme-ranking"),
    path("assessments/schemes/<int:pk>/finalise/", results.scheme_finalise, name="scheme-finalise"),
    path("assessments/schemes/<int:pk>/unlock/", results.scheme_unlock, name="scheme-unlock"),
    path(
        "assessments/schemes/<int:pk>/indicators/add/",
        schemes.scheme_indicator_add,
        name="scheme-indicator-add",
    ),
    path("assessments/indicators/<int:pk>/edit/", schemes.indicator_edit, name="indicator-edit"),
    path("assessments/indicators/<int:pk>/delete/", schemes.indicator_delete, name="indicator-delete"),
]
