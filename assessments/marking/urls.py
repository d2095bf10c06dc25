from django.urls import path

from assessments.marking import sheets, views
from assessments.marking.scheme_steps import SCHEME
from assessments.marking.steps import ASSESSMENT
from portal.pages.steps import StepPage, step_routes

urlpatterns = [
    path("assessments/", views.AssessmentList.as_view(), name="assessment-list"),
    path("assessments/<int:pk>/", views.AssessmentDetail.as_view(), name="assessment-detail"),
    path("assessments/<int:pk>/self/", sheets.assessment_self, name="assessment-self"),
    path("assessments/<int:pk>/measure/", sheets.assessment_measure, name="assessment-measure"),
    path("assessments/<int:pk>/review/", sheets.assessment_review, name="assessment-review"),
    path("assessments/<int:pk>/sheet/", views.assessment_sheet, name="assessment-sheet"),
    path(
        "assessments/<int:pk>/adjustments/add/",
        views.assessment_adjustment_add,
        name="assessment-adjustment-add",
    ),
    path("assessments/adjustments/<int:pk>/edit/", views.adjustment_edit, name="adjustment-edit"),
    path("assessments/adjustments/<int:pk>/delete/", views.adjustment_delete, name="adjustment-delete"),
    path("assessments/scores/<int:pk>/", views.score_detail, name="score-detail"),
    *step_routes(
        ASSESSMENT,
        "assessments",
        only=("compare", "return", "reopen"),
        pages={
            "return": StepPage(
                title="退回自评",
                hint="退回后社区可以修改自评，系统数据重新跟随门户变化，直到再次提交。理由会通知社区。",
                submit_label="退回",
            ),
            "reopen": StepPage(title="重新复评", hint="重新复评会记入办理记录；领导审定之前可以这样做。"),
        },
    ),
    *step_routes(SCHEME, "assessments/schemes"),
]
