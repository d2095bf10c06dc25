"""Files on their way out: sent only by views that checked access, shown inside the browser only where that is safe."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse

from portal.files.models import Blob

# Only these are ever shown inside the browser; everything else (HTML and SVG above all) is downloaded.
INLINE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"}


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
