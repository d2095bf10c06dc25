"""Files: originals are stored once by SHA-256, never changed, and delivered only by views that checked access.

Storage goes through Django's storage API, so S3-compatible storage is one setting (MEDIA_STORAGE).
"""

import hashlib
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse

from portal.models import Blob

CHUNK = 1024 * 1024
# Only these are ever shown inside the browser; everything else (HTML and SVG above all) is downloaded.
INLINE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"}


def store_file(file, *, content_type: str) -> Blob:
    """Keep `file` (a Django File) under its hash; the same bytes are stored once. Returns its Blob."""
    digest, size = _digest(file)
    blob, created = Blob.objects.get_or_create(
        sha256=digest, defaults={"size": size, "content_type": content_type[:100]}
    )
    if not default_storage.exists(blob.path):
        file.seek(0)
        default_storage.save(blob.path, file)
    return blob


def _digest(file) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def deliver(path: str, *, content_type: str, filename: str, inline: bool = False) -> HttpResponse:
    """Send a stored file. The caller has checked access. Missing files are 404, never 500."""
    disposition = "inline" if inline and content_type in INLINE_TYPES else "attachment"
    if settings.ACCEL_REDIRECT_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = quote(f"{settings.ACCEL_REDIRECT_PREFIX}{path}")
    else:
        if not default_storage.exists(path):
            raise Http404("文件不在存储中")
        response = FileResponse(default_storage.open(path), content_type=content_type)
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(filename)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400" if inline else "private, no-store"
    return response


def deliver_blob(blob: Blob, *, filename: str, inline: bool = False) -> HttpResponse:
    return deliver(blob.path, content_type=blob.content_type, filename=filename, inline=inline)
