from django.urls import path

from archives.materials import photos, slots, views

urlpatterns = [
    path("dossiers/<int:pk>/", slots.dossier_detail, name="dossier-detail"),
    path("dossiers/<int:pk>/upload/", views.dossier_upload, name="dossier-upload"),
    path("dossiers/<int:pk>/holds/", views.dossier_holds, name="dossier-holds"),
    path("dossiers/<int:pk>/describe/", views.dossier_describe, name="dossier-describe"),
    path("materials/<int:pk>/", views.MaterialDetail.as_view(), name="material-detail"),
    path("materials/<int:pk>/card/", views.material_card, name="material-card"),
    path("materials/<int:pk>/edit/", views.material_edit, name="material-edit"),
    path("materials/<int:pk>/delete/", views.material_delete, name="material-delete"),
    path("materials/<int:pk>/cover/", views.material_cover, name="material-cover"),
    path("materials/<int:pk>/file/", photos.material_file, name="material-file"),
    path("materials/<int:pk>/thumb/", photos.material_thumb, name="material-thumb"),
    path("materials/<int:pk>/large/", photos.material_large, name="material-large"),
    path("photos/", photos.PhotoList.as_view(), name="photo-list"),
]
