from django.urls import path

from portal.pages.routes import page_set
from troupes.practice import views

urlpatterns = [
    path(
        "troupes/<int:pk>/rehearsals/add/", views.TroupeRehearsalCreate.as_view(), name="troupe-rehearsal-add"
    ),
    path("troupes/<int:pk>/rehearsals/series/", views.SeriesCreate.as_view(), name="troupe-series-add"),
    *page_set(
        "rehearsals",
        "rehearsal",
        views.RehearsalList,
        views.RehearsalCreate,
        views.RehearsalDetail,
        views.RehearsalEdit,
        views.RehearsalDelete,
    ),
    path("rehearsals/<int:pk>/call/", views.rehearsal_call, name="rehearsal-call"),
]
