from django.urls import path

from portal.places import views

urlpatterns = [
    path("streets/", views.street_list, name="street-list"),
    path("streets/add/", views.StreetCreate.as_view(), name="street-create"),
    path("streets/<int:pk>/", views.StreetDetail.as_view(), name="street-detail"),
    path("streets/<int:pk>/edit/", views.StreetEdit.as_view(), name="street-edit"),
    path("communities/", views.CommunityList.as_view(), name="community-list"),
    path("communities/add/", views.CommunityCreate.as_view(), name="community-create"),
    path("communities/<int:pk>/", views.CommunityDetail.as_view(), name="community-detail"),
    path("communities/<int:pk>/edit/", views.CommunityEdit.as_view(), name="community-edit"),
    path("communities/<int:pk>/delete/", views.CommunityDelete.as_view(), name="community-delete"),
]
