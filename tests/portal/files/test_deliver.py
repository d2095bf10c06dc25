"""Files on their way out."""

import pytest
from django.core.files.base import ContentFile
from django.http import Http404

from portal.files.deliver import deliver, deliver_blob
from portal.files.store import store_file

pytestmark = pytest.mark.django_db


def stored(content=b"picture", content_type="image/jpeg"):
    return store_file(ContentFile(content), content_type=content_type)


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/zip"])
def test_nothing_that_can_run_is_shown_inline(kind):
    response = deliver_blob(stored(content_type=kind), filename="x", inline=True)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_photo_may_be_shown_inline_and_only_privately_cached():
    response = deliver_blob(stored(), filename="合影.jpg", inline=True)
    assert response["Content-Disposition"] == "inline; filename*=UTF-8''%E5%90%88%E5%BD%B1.jpg"
    assert response["Cache-Control"].startswith("private")
    response.close()


def test_missing_file_is_a_404():
    with pytest.raises(Http404):
        deliver("originals/00/00/none", content_type="image/jpeg", filename="x.jpg")


def test_nginx_is_asked_to_send_the_bytes_when_it_stands_in_front(settings):
    settings.ACCEL_REDIRECT_PREFIX = "/protected/"
    response = deliver_blob(stored(), filename="合影.jpg")
    assert response["X-Accel-Redirect"].startswith("/protected/originals/")
    assert response.content == b""
