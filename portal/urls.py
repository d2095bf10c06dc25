from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from portal.views import accounts, audit, errors, home, inbox, places

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("large-type/", home.large_type, name="large-type"),
    path("livez", home.livez, name="livez"),
    path("readyz", home.readyz, name="readyz"),
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/profile/", accounts.profile, name="profile"),
    path("accounts/password/", accounts.password_change, name="password-change"),
    path("accounts/", accounts.UserList.as_view(), name="user-list"),
    path("accounts/add/", accounts.UserCreate.as_view(), name="user-create"),
    path("accounts/<int:pk>/", accounts.UserDetail.as_view(), name="user-detail"),
    path("accounts/<int:pk>/edit/", accounts.UserEdit.as_view(), name="user-edit"),
    path("accounts/<int:pk>/toggle/", accounts.user_toggle, name="user-toggle"),
    path("accounts/<int:pk>/hand-over/", accounts.user_hand_over, name="user-hand-over"),
    path("streets/", places.street_list, name="street-list"),
    path("streets/add/", places.StreetCreate.as_view(), name="street-create"),
    path("streets/<int:pk>/", places.StreetDetail.as_view(), name="street-detail"),
    path("streets/<int:pk>/edit/", places.StreetEdit.as_view(), name="street-edit"),
    path("communities/", places.CommunityList.as_view(), name="community-list"),
    path("communities/add/", places.CommunityCreate.as_view(), name="community-create"),
    path("communities/<int:pk>/", places.CommunityDetail.as_view(), name="community-detail"),
    path("communities/<int:pk>/edit/", places.CommunityEdit.as_view(), name="community-edit"),
    path("communities/<int:pk>/delete/", places.CommunityDelete.as_view(), name="community-delete"),
    path("notices/", inbox.NoticeList.as_view(), name="notice-list"),
    path("notices/read/", inbox.notice_read_all, name="notice-read-all"),
    path("notices/<int:pk>/", inbox.notice_open, name="notice-open"),
    path("jobs/", inbox.JobList.as_view(), name="job-list"),
    path("jobs/<int:pk>/", inbox.job_detail, name="job-detail"),
    path("jobs/<int:pk>/cancel/", inbox.job_cancel, name="job-cancel"),
    path("jobs/<int:pk>/retry/", inbox.job_retry, name="job-retry"),
    path("jobs/<int:pk>/result/", inbox.job_result, name="job-result"),
    path("audit/", audit.AuditList.as_view(), name="auditevent-list"),
    path("audit/changes/", audit.change_list, name="change-list"),
    path("", include("troupes.urls")),
    path("", include("activities.urls")),
    path("", include("archives.urls")),
    path("", include("assessments.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
