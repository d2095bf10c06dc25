"""Preparing what was taken in: derivatives, times, broken files."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from archives.materials import services
from archives.materials.tasks import make_derivatives, remake_missing_derivatives
from archives.models import Material
from archives.yearbook.services import BUILD_TASK
from portal.celery import app
from portal.models import Notice
from tests.archives.materials.intake import add
from tests.factories.archives import samples


def test_photo_waits_for_the_worker_with_place_and_cause_of_its_event(dossier, staff):
    material, created = add(dossier, samples.jpeg(), by=staff)
    assert created
    assert (material.kind, material.state, material.taken_at) == ("photo", "pending", None)
    assert (material.place, material.cause) == (dossier.event.place, dossier.event.title)


def test_task_names_that_the_services_send_are_known_to_the_worker():
    app.loader.import_default_modules()
    assert {services.DERIVATIVES_TASK, BUILD_TASK} <= set(app.tasks)


def test_worker_notes_size_time_and_derivatives(dossier):
    material, _ = add(dossier, samples.turned_jpeg())
    make_derivatives(material.pk)
    material.refresh_from_db()
    assert (material.state, material.width, material.height) == ("ready", 80, 120)
    assert (material.time_source, f"{timezone.localtime(material.taken_at):%F %T}") == (
        "exif",
        "2026-03-28 09:15:02",
    )
    assert default_storage.exists(material.blob.derived_path("large"))


@pytest.mark.parametrize(
    ("name", "source"), [("mmexport1774660502000.jpg", "name"), ("DSC_0001.jpg", "event")]
)
def test_time_ladder_below_exif(dossier, name, source):
    material, _ = add(dossier, samples.jpeg(), name=name)
    make_derivatives(material.pk)
    material.refresh_from_db()
    assert material.time_source == source
    assert material.taken_at == (services.find_time(None, name, dossier.event)[0])


def test_time_typed_by_hand_is_not_overwritten_by_the_worker(dossier):
    material, _ = add(dossier, samples.jpeg(taken="2026:03:28 09:15:02"))
    typed = timezone.now() - timedelta(days=5)
    Material.objects.update(taken_at=typed, time_source="hand")
    make_derivatives(material.pk)
    material.refresh_from_db()
    assert (material.state, material.taken_at, material.time_source) == ("ready", typed, "hand")


def test_broken_photo_is_marked_and_named_to_its_uploader(dossier, staff):
    material, _ = add(dossier, samples.truncated_jpeg(), name="合影.jpg", by=staff)
    make_derivatives(material.pk)
    material.refresh_from_db()
    assert material.state == "broken"
    notice = Notice.objects.get(user=staff)
    assert "合影.jpg" in notice.title
    assert notice.url == f"{dossier.get_absolute_url()}#slot-media"


def test_broken_photo_does_not_fill_the_slot(dossier):
    material, _ = add(dossier, samples.truncated_jpeg())
    make_derivatives(material.pk)
    assert [row.has_media for row in type(dossier).objects.with_slots()] == [False]


def test_material_whose_original_is_lost_becomes_broken(dossier):
    material, _ = add(dossier, samples.jpeg())
    default_storage.delete(material.blob.path)
    make_derivatives(material.pk)
    material.refresh_from_db()
    assert material.state == "broken"


def test_task_for_a_deleted_material_does_nothing(dossier):
    material, _ = add(dossier, samples.jpeg())
    pk = material.pk
    material.delete()
    make_derivatives(pk)
    assert not default_storage.exists(material.blob.derived_path("thumb"))


def test_beat_asks_again_only_for_what_has_waited_two_minutes(dossier):
    old, _ = add(dossier, samples.jpeg(seed=1))
    add(dossier, samples.jpeg(seed=2))
    Material.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(minutes=3))
    assert remake_missing_derivatives() == 1
