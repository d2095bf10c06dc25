from django.urls import path

from assessments.views import assessments, marks

urlpatterns = [
    path("assessments/", assessments.AssessmentList.as_view(), name="assessment-list"),
    path("assessments/<int:pk>/", assessments.AssessmentDetail.as_view(), name="assessment-detail"),
    path("assessments/<int:pk>/self/", marks.assessment_self, name="assessment-self"),
    path("assessments/<int:pk>/measure/", marks.assessment_measure, name="assessment-measure"),
    path("assessments/<int:pk>/review/", marks.assessment_review, name="assessment-review"),
    path("assessments/<int:pk>/compare/", marks.assessment_compare, name="assessment-compare"),
    path("assessments/<int:pk>/return/", marks.assessment_return, name="assessment-return"),
    path("assessments/<int:pk>/reopen/", marks.assessment_reopen, name="assessment-reopen"),
    path("assessments/<int:pk>/sheet/", assessments.assessment_sheet, name="assessment-sheet"),
    path(
        "assessments/<int:pk>/adjustments/add/", assessments.assessment_adjustment_add,
        name="assessment-adjustment-add",
    ),
    path("assessments/<int:pk>/outcomes/add/", assessments.assessment_outcome_add, name="assessment-outcome-add"),
    path("assessments/adjustments/<int:pk>/edit/", assessments.adjustment_edit, name="adjustment-edit"),
    path("assessments/adjustments/<int:pk>/delete/", assessments.adjustment_delete, name="adjustment-delete"),
    path("assessments/outcomes/<int:pk>/edit/", assessments.outcome_edit, name="outcome-edit"),
    path("assessments/outcomes/<int:pk>/delete/", assessments.outcome_delete, name="outcome-delete"),
    path("assessments/outcomes/<int:pk>/done/", assessments.outcome_done, name="outcome-done"),
    path("assessments/scores/<int:pk>/", assessments.score_detail, name="score-detail"),
]  # fmt: skip
