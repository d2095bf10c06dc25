from django.urls import path

from assessments.results import outcomes, views
from assessments.results.steps import RESULT
from assessments.schemes.crumbs import crumbs_of_scheme
from portal.pages.steps import StepPage, step_routes

urlpatterns = [
    path("assessments/schemes/<int:pk>/ranking/", views.scheme_ranking, name="scheme-ranking"),
    path("assessments/schemes/<int:pk>/finalise/", views.scheme_finalise, name="scheme-finalise"),
    *step_routes(
        RESULT,
        "assessments/schemes",
        only=("unlock",),
        pages={
            "unlock": StepPage(
                title="解除审定",
                hint="名次和等次将撤回，各社区回到待审定；理由会记入每个社区的办理记录，并通知街道和社区。"
                "已登记的奖惩保留，重新审定后请核对。",
            )
        },
        crumbs=crumbs_of_scheme,
    ),
    path(
        "assessments/<int:pk>/outcomes/add/", outcomes.assessment_outcome_add, name="assessment-outcome-add"
    ),
    path("assessments/outcomes/<int:pk>/edit/", outcomes.outcome_edit, name="outcome-edit"),
    path("assessments/outcomes/<int:pk>/delete/", outcomes.outcome_delete, name="outcome-delete"),
    path("assessments/outcomes/<int:pk>/done/", outcomes.outcome_done, name="outcome-done"),
]
