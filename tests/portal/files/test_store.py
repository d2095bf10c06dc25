"""Originals and derivatives in the store."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from portal.files.derive import BrokenPicture
from portal.files.store import open_derivative, store_file
from portal.models import Blob
from tests.factories.archives import samples

pytestmark = pytest.mark.django_db


def stored(content=b"picture", content_type="image/jpeg"):
    return store_file(ContentFile(content), content_type=content_type)


def read(blob):
    with default_storage.open(blob.path) as file:
        return file.read()


def test_original_lies_under_its_hash_unchanged():
    blob = stored(b"a photo")
    assert blob.sha256 == hashlib.sha256(b"a photo").hexdigest()
    assert blob.size == 7
    assert read(blob) == b"a photo"


def test_same_bytes_are_stored_once():
    assert stored(b"one") == stored(b"one")
    assert Blob.objects.count() == 1
    _, files = default_storage.listdir("/".join(stored(b"one").path.split("/")[:-1]))
    assert len(files) == 1


def test_lost_original_is_restored_by_uploading_it_again():
    blob = stored(b"lost")
    default_storage.delete(blob.path)
    stored(b"lost")
    assert read(blob) == b"lost"


def test_file_larger_than_one_chunk_is_hashed_whole():
    content = b"0123456789" * 250_000
    blob = stored(content)
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert blob.size == len(content)


def test_derivative_that_the_store_has_lost_is_made_again_from_the_original():
    blob = stored(samples.jpeg())
    with open_derivative(blob, "large") as file, Image.open(io.BytesIO(file.read())) as image:
        assert image.size == (120, 80)
    assert default_storage.exists(blob.derived_path("thumb"))


def test_derivative_of_a_broken_or_lost_original_is_an_error_that_says_so():
    with pytest.raises(BrokenPicture, match="不完整"):
        open_derivative(stored(samples.truncated_jpeg()), "large")
    lost = stored(b"lost")
    default_storage.delete(lost.path)
    with pytest.raises(FileNotFoundError):
        open_derivative(lost, "large")
