from django.urls import include, path

from portal.accounts import urls as accounts
from portal.audit import urls as audit
from portal.days import urls as days
from portal.jobs import urls as jobs
from portal.notices import urls as notices
from portal.places import urls as places
from portal.shell import errors
from portal.shell import urls as shell

urlpatterns = [
    *[
        pattern
        for noun in (shell, accounts, places, days, notices, jobs, audit)
        for pattern in noun.urlpatterns
    ],
    path("", include("troupes.urls")),
    path("", include("activities.urls")),
    path("", include("archives.urls")),
    path("", include("assessments.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
