from django.urls import path

from archives.dossiers import views

urlpatterns = [
    path("dossiers/", views.DossierList.as_view(), name="dossier-list"),
    path("dossiers/<int:pk>/", views.dossier_detail, name="dossier-detail"),
    path("dossiers/<int:pk>/light/", views.dossier_light, name="dossier-light"),
    path("dossiers/<int:pk>/summary/", views.dossier_summary, name="dossier-summary"),
    path("dossiers/<int:pk>/submit/", views.dossier_submit, name="dossier-submit"),
    path("dossiers/<int:pk>/accept/", views.dossier_accept, name="dossier-accept"),
    path("dossiers/<int:pk>/return/", views.dossier_return, name="dossier-return"),
]
