from django.urls import path

from archives.dossiers import views
from archives.dossiers.forms import ReturnForm
from archives.dossiers.steps import DOSSIER
from portal.pages.steps import StepPage, step_routes

urlpatterns = [
    path("dossiers/", views.DossierList.as_view(), name="dossier-list"),
    path("dossiers/<int:pk>/light/", views.dossier_light, name="dossier-light"),
    path("dossiers/<int:pk>/summary/", views.dossier_summary, name="dossier-summary"),
    *step_routes(
        DOSSIER,
        "dossiers",
        pages={"return": StepPage(form=ReturnForm, title="退回档案")},
        related=views.OF_EVENT,
    ),
]
