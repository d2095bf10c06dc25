from django.urls import path

from assessments.marking import sheets, views

urlpatterns = [
    path("assessments/", views.AssessmentList.as_view(), name="assessment-list"),
    path("assessments/<int:pk>/", views.AssessmentDetail.as_view(), name="assessment-detail"),
    path("assessments/<int:pk>/self/", sheets.assessment_self, name="assessment-self"),
    path("assessments/<int:pk>/measure/", sheets.assessment_measure, name="assessment-measure"),
    path("assessments/<int:pk>/review/", sheets.assessment_review, name="assessment-review"),
    path("assessments/<int:pk>/compare/", sheets.assessment_compare, name="assessment-compare"),
    path("assessments/<int:pk>/return/", sheets.assessment_return, name="assessment-return"),
    path("assessments/<int:pk>/reopen/", sheets.assessment_reopen, name="assessment-reopen"),
    path("assessments/<int:pk>/sheet/", views.assessment_sheet, name="assessment-sheet"),
    path(
        "assessments/<int:pk>/adjustments/add/", views.assessment_adjustment_add,
        name="assessment-adjustment-add",
    ),
    path("assessments/adjustments/<int:pk>/edit/", views.adjustment_edit, name="adjustment-edit"),
    path("assessments/adjustments/<int:pk>/delete/", views.adjustment_delete, name="adjustment-delete"),
    path("assessments/scores/<int:pk>/", views.score_detail, name="score-detail"),
]  # fmt: skip
