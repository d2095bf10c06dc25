from django.urls import path

from assessments.results import outcomes, views

urlpatterns = [
    path("assessments/schemes/<int:pk>/ranking/", views.scheme_ranking, name="scheme-ranking"),
    path("assessments/schemes/<int:pk>/finalise/", views.scheme_finalise, name="scheme-finalise"),
    path("assessments/schemes/<int:pk>/unlock/", views.scheme_unlock, name="scheme-unlock"),
    path(
        "assessments/<int:pk>/outcomes/add/", outcomes.assessment_outcome_add, name="assessment-outcome-add"
    ),
    path("assessments/outcomes/<int:pk>/edit/", outcomes.outcome_edit, name="outcome-edit"),
    path("assessments/outcomes/<int:pk>/delete/", outcomes.outcome_delete, name="outcome-delete"),
    path("assessments/outcomes/<int:pk>/done/", outcomes.outcome_done, name="outcome-done"),
]
