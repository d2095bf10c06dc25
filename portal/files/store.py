import hashlib

from django.core.files.storage import default_storage

from portal.files.models import Blob

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


def _digest(file) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
