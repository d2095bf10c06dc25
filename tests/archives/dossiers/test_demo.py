"""The demo's archives: in every state, with real pictures."""

import io
import random
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from archives.demo import camera, papers
from archives.demo.scenes import SHOTS, shots_for
from archives.demo.texts import SCENES
from archives.dossiers.contributions import DossierContribution
from archives.materials.contributions import MaterialContribution
from archives.models import Dossier, Material
from tests.factories.archives.dossiers import HeldEventFactory
from tests.factories.portal import CommunityFactory

pytestmark = pytest.mark.django_db
TURNED = camera.Shot("桃花节开幕演出", 1, 7, "2026:03:20 09:30:00", "turned")


def test_demo_leaves_something_to_do_for_everybody(community, staff, officer):
    other = CommunityFactory(street=community.street, position=9999)
    now = timezone.now()
    days = [1, 2] if now.timetuple().tm_yday < 40 else [1, 2, 35]
    for place in (community, other, None):
        for day in days:
            HeldEventFactory(
                community=place,
                street=community.street,
                title="广场舞展演",
                starts_at=now - timedelta(days=day, hours=3),
            )
    MaterialContribution().demo(community.street, timezone.localdate().year, random.Random(1))
    assert Dossier.objects.filter(event__community=community, status="returned").get().reviews.get().reason
    gaps = DossierContribution().todos(staff)
    assert any("缺资料、总结" in todo.title for todo in gaps)
    assert all(todo.title for todo in DossierContribution().todos(officer))
    for dossier in Dossier.objects.filter(status="accepted").with_photo_count().select_related("event"):
        assert dossier.photo_count >= 2
        assert dossier.event.status == "closed"
        assert not DossierContribution().event_obstacles(dossier.event)


def test_demo_photos_are_different_and_within_their_event(community, officer):
    start = timezone.make_aware(timezone.datetime(2025, 3, 20, 9))
    event = HeldEventFactory(
        community=community, title="桃花节", starts_at=start, ends_at=start + timedelta(days=9, hours=8), status="closed",
        closed_at=start + timedelta(days=20),
    )  # fmt: skip
    MaterialContribution().demo(community.street, 2025, random.Random(1))
    photos = list(Material.objects.photos().select_related("blob", "dossier__event"))
    assert len({photo.blob.sha256 for photo in photos}) == len(photos) == 3
    for photo in photos:
        assert not photo.is_far_from_event
        with default_storage.open(photo.blob.path) as file, Image.open(file) as image:
            stamp = image.getexif().get_ifd(0x8769).get(0x9003)
        assert (
            stamp == f"{timezone.localtime(photo.taken_at):%Y:%m:%d %H:%M:%S}" or photo.time_source == "name"
        )
        assert default_storage.exists(photo.blob.derived_path("large"))
    text = event.dossier.basics + event.dossier.practice
    assert 80 < len(text) < 400


def test_the_same_shot_gives_the_same_bytes(settings):
    camera.prepare(str(settings.YEARBOOK_FONTS[3]))
    assert camera.take(TURNED).sha256 == camera.take(TURNED).sha256


def test_turned_shot_is_stored_lying_and_seen_upright(settings):
    camera.prepare(str(settings.YEARBOOK_FONTS[3]))
    taken = camera.take(TURNED)
    with Image.open(io.BytesIO(taken.original)) as original, Image.open(io.BytesIO(taken.large)) as large:
        assert original.size == (1200, 800)
        assert original.getexif()[0x0112] == 6
        assert large.size == (800, 1200) == (taken.width, taken.height)
        assert not large.getexif()


@pytest.mark.parametrize("kind", papers.SHEETS)
def test_papers_are_real_pdfs(kind):
    assert papers.make_paper(kind, "滨河社区", 2026).startswith(b"%PDF-")


def test_every_view_has_a_caption_and_every_title_has_views():
    assert {view.__name__ for _, views in SHOTS for view in views} == set(SCENES)
    assert shots_for("从来没有见过的活动")
