from django.urls import path

from archives.views import dossiers, materials, photos

urlpatterns = [
    path("dossiers/", dossiers.DossierList.as_view(), name="dossier-list"),
    path("dossiers/<int:pk>/", dossiers.dossier_detail, name="dossier-detail"),
    path("dossiers/<int:pk>/light/", dossiers.dossier_light, name="dossier-light"),
    path("dossiers/<int:pk>/summary/", dossiers.dossier_summary, name="dossier-summary"),
    path("dossiers/<int:pk>/submit/", dossiers.dossier_submit, name="dossier-submit"),
    path("dossiers/<int:pk>/accept/", dossiers.dossier_accept, name="dossier-accept"),
    path("dossiers/<int:pk>/return/", dossiers.dossier_return, name="dossier-return"),
    path("dossiers/<int:pk>/upload/", materials.dossier_upload, name="dossier-upload"),
    path("dossiers/<int:pk>/holds/", materials.dossier_holds, name="dossier-holds"),
    path("dossiers/<int:pk>/describe/", materials.dossier_describe, name="dossier-describe"),
    path("materials/<int:pk>/", materials.MaterialDetail.as_view(), name="material-detail"),
    path("materials/<int:pk>/card/", materials.material_card, name="material-card"),
    path("materials/<int:pk>/edit/", materials.material_edit, name="material-edit"),
    path("materials/<int:pk>/delete/", materials.material_delete, name="material-delete"),
    path("materials/<int:pk>/cover/", materials.material_cover, name="material-cover"),
    path("materials/<int:pk>/file/", photos.material_file, name="material-file"),
    path("materials/<int:pk>/thumb/", photos.material_thumb, name="material-thumb"),
    path("materials/<int:pk>/large/", photos.material_large, name="material-large"),
    path("photos/", photos.PhotoList.as_view(), name="photo-list"),
]
