"""Taking in files and describing them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage

from archives.materials import services
from archives.materials.tasks import make_derivatives
from archives.models import Material
from portal.models import Blob
from tests.archives.materials.intake import add
from tests.factories.archives import samples
from tests.factories.archives.dossiers import DossierFactory, MaterialFactory


def test_who_does_not_keep_the_dossier_adds_nothing(dossier, stranger, leader):
    for user in (stranger, leader):
        with pytest.raises(PermissionDenied):
            add(dossier, samples.jpeg(), by=user)
    assert not Material.objects.exists()


def test_same_bytes_twice_in_a_slot_are_one_material(dossier):
    first, _ = add(dossier, samples.jpeg(), name="a.jpg")
    second, created = add(dossier, samples.jpeg(), name="b.jpg")
    assert (second.pk, created) == (first.pk, False)
    assert Material.objects.count() == Blob.objects.count() == 1


def test_same_photo_in_two_dossiers_is_stored_once_and_flagged(community, staff):
    one, two = DossierFactory(community=community), DossierFactory(community=community)
    add(one, samples.jpeg())
    add(two, samples.jpeg())
    assert Blob.objects.count() == 1
    assert [material.used_elsewhere for material in two.materials.with_twins()] == [True]


@pytest.mark.parametrize(
    ("content", "name", "slot", "words"),
    [
        (samples.SVG, "开幕式.jpg", "media", "“开幕式.jpg”其实是网页或矢量图"),
        (samples.PDF, "方案.pdf", "media", "请传到“资料”"),
        (samples.MP4, "录像.mp4", "document", "请传到“素材”"),
    ],
)
def test_refusal_names_the_file_and_the_remedy(dossier, content, name, slot, words):
    with pytest.raises(ValidationError, match=words):
        add(dossier, content, name=name, slot=slot)
    assert not Material.objects.exists()


def test_file_above_the_limit_is_refused(dossier, settings):
    settings.MAX_UPLOAD_BYTES = 100
    with pytest.raises(ValidationError, match="上限"):
        add(dossier, samples.jpeg())


def test_nothing_is_added_while_the_dossier_is_under_review(community):
    with pytest.raises(ValidationError, match="正在审核"):
        add(DossierFactory(community=community, submitted=True), samples.jpeg(seed=999))


def test_scan_of_a_sign_in_sheet_is_a_document_with_a_thumbnail(dossier):
    material, _ = add(dossier, samples.jpeg(), slot="document")
    make_derivatives(material.pk)
    material.refresh_from_db()
    assert (material.kind, material.state, material.taken_at) == ("document", "ready", None)
    assert default_storage.exists(material.blob.derived_path("thumb"))


def test_long_names_are_cut_but_keep_their_ending():
    assert services.short_name("照" * 200 + ".jpeg").endswith("照.jpeg")
    assert len(services.short_name("照" * 200 + ".jpeg")) == 150


def test_describing_many_fills_only_what_is_empty(dossier, staff):
    plain, titled = (
        MaterialFactory(dossier=dossier, undescribed=True),
        MaterialFactory(dossier=dossier, title="合影", people=""),
    )
    changed = services.describe_materials(
        dossier=dossier,
        materials=[plain, titled],
        entries={"title": "开幕式", "people": "居民", "cause": ""},
        overwrite=False,
        by=staff,
    )
    assert changed == 2
    assert {(row.title, row.people) for row in Material.objects.all()} == {
        ("开幕式", "居民"),
        ("合影", "居民"),
    }


def test_describing_many_overwrites_when_asked(dossier, staff):
    material = MaterialFactory(dossier=dossier, title="合影")
    services.describe_materials(
        dossier=dossier, materials=[material], entries={"title": "开幕式"}, overwrite=True, by=staff
    )
    assert Material.objects.get().title == "开幕式"
