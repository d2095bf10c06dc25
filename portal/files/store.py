"""Originals are stored once by SHA-256 and never changed; beside them lie the pictures derived from them.

Storage goes through Django's storage API, so S3-compatible storage is one setting (MEDIA_STORAGE).
"""

import hashlib
import logging

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from portal.files.derive import prepare_picture
from portal.files.models import Blob

log = logging.getLogger("portal.files")

CHUNK = 1024 * 1024


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


def store_derivatives(blob: Blob, *, thumb: bytes, large: bytes) -> None:
    """Keep the two JPEGs of `portal.files.derive.Picture` beside their original."""
    for variant, content in (("thumb", thumb), ("large", large)):
        path = blob.derived_path(variant)
        if not default_storage.exists(path):  # whoever uploaded the same picture before has them already
            default_storage.save(path, ContentFile(content))


def open_derivative(blob: Blob, variant: str) -> File:
    """The derivative `variant` (thumb, large), open; one that the store has lost is made again.
    Raises FileNotFoundError without an original, BrokenPicture when that cannot be decoded."""
    path = blob.derived_path(variant)
    if not default_storage.exists(path):
        log.warning("derivatives of %s are missing and made again", blob)
        with default_storage.open(blob.path) as original:
            picture = prepare_picture(original)
        store_derivatives(blob, thumb=picture.thumb, large=picture.large)
    return default_storage.open(path)


def _digest(file) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
