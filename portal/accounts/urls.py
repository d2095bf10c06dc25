from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/profile/", views.profile, name="profile"),
    path("accounts/password/", views.password_change, name="password-change"),
    path("accounts/", views.UserList.as_view(), name="user-list"),
    path("accounts/add/", views.UserCreate.as_view(), name="user-create"),
    path("accounts/<int:pk>/", views.UserDetail.as_view(), name="user-detail"),
    path("accounts/<int:pk>/edit/", views.UserEdit.as_view(), name="user-edit"),
    path("accounts/<int:pk>/toggle/", views.user_toggle, name="user-toggle"),
    path("accounts/<int:pk>/hand-over/", views.user_hand_over, name="user-hand-over"),
]
