from django.urls import path

from portal.pages.routes import change_set, page_set
from troupes.people import views

urlpatterns = [
    *page_set(
        "people",
        "person",
        views.PersonList,
        views.PersonCreate,
        views.PersonDetail,
        views.PersonEdit,
        views.PersonDelete,
    ),
    path("people/<int:pk>/reveal/", views.person_reveal, name="person-reveal"),
    path("people/<int:pk>/talents/add/", views.TalentCreate.as_view(), name="person-talent-add"),
    path("people/<int:pk>/consents/add/", views.ConsentCreate.as_view(), name="person-consent-add"),
    path("talents/", views.TalentList.as_view(), name="talent-list"),
    *change_set("talents", "talent", views.TalentEdit, views.TalentDelete),
    *change_set("consents", "consent", views.ConsentEdit, views.ConsentDelete),
    path("consents/<int:pk>/withdraw/", views.consent_withdraw, name="consent-withdraw"),
]
