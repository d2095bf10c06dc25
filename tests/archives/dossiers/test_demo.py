"""The demo's archives: in every state, with real pictures."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageChops, ImageStat

from archives.dossiers import demo_scenes
from archives.dossiers.demo_scenes import CAPTIONS, KINDS, caption_of
from archives.dossiers.demo_texts import PRACTICE
from archives.materials import demo as materials
from archives.materials import demo_camera as camera
from archives.materials import demo_papers as papers
from archives.models import Dossier, Material
from portal.contributions import Contribution, collect
from portal.demo.ground import Ground
from portal.demo.tables import several, table
from tests.factories.archives.dossiers import HeldEventFactory
from tests.factories.portal import CommunityFactory
from tests.tools.draw_demo_photos import SCENES, draw

pytestmark = pytest.mark.django_db
TURNED = camera.Shot("blossom_walk", 7, "2026:03:20 09:30:00", "turned")


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
    materials.fill(Ground.of(community.street, timezone.localdate().year))
    assert Dossier.objects.filter(event__community=community, status="returned").get().reviews.get().reason
    gaps = collect(Contribution.todos, staff)
    assert any("缺资料、总结" in todo.title for todo in gaps)
    assert all(todo.title for todo in collect(Contribution.todos, officer))
    for dossier in Dossier.objects.filter(status="accepted").with_photo_count().select_related("event"):
        assert dossier.photo_count >= 2
        assert dossier.event.status == "closed"
        assert not collect(Contribution.event_obstacles, dossier.event)


def test_demo_photos_are_different_and_within_their_event(community, officer):
    start = timezone.make_aware(timezone.datetime(2025, 3, 20, 9))
    event = HeldEventFactory(
        community=community,
        title="桃花节",
        starts_at=start,
        ends_at=start + timedelta(days=9, hours=8),
        status="closed",
        closed_at=start + timedelta(days=20),
    )
    materials.fill(Ground.of(community.street, 2025))
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


def test_the_same_shot_gives_the_same_bytes_and_another_one_others():
    other = replace(TURNED, seed=8)
    assert camera.take(other).sha256 != camera.take(TURNED).sha256
    assert camera.take(TURNED).sha256 == camera.take(TURNED).sha256


def test_turned_shot_is_stored_lying_and_seen_upright():
    taken = camera.take(TURNED)
    with Image.open(io.BytesIO(taken.original)) as original, Image.open(io.BytesIO(taken.large)) as large:
        assert original.size == (1200, 800)
        assert original.getexif()[0x0112] == 6
        assert large.size == (800, 1200) == (taken.width, taken.height)
        assert not large.getexif()


@pytest.mark.parametrize("kind", papers.SHEETS)
def test_papers_are_real_pdfs(kind):
    assert papers.make_paper(kind, "滨河社区", 2026).startswith(b"%PDF-")


def test_every_title_has_views_and_every_view_a_caption_and_scenes():
    views = {view for row in table(demo_scenes.__file__, "demo_scenes") for view in several(row["views"])}
    assert views == set(CAPTIONS) == {view.__name__ for view in SCENES}
    assert all(camera.scenes_of(view) for view in views)
    assert set(KINDS) <= views
    assert set(KINDS.values()) | {"show"} == set(PRACTICE)
    assert caption_of("从来没有见过的活动", 0) == "从来没有见过的活动：广场舞方阵表演"


def test_scenes_are_small_files_and_as_the_tool_draws_them(tmp_path):
    """Drawn anew they are the same pictures: nobody changed one by hand, and none is forgotten."""
    draw(tmp_path)
    committed = sorted(camera.FOLDER.iterdir())
    assert [path.name for path in committed] == sorted(path.name for path in tmp_path.iterdir())
    assert sum(path.stat().st_size for path in committed) < 1_200_000
    for path in committed:
        with Image.open(path) as one, Image.open(tmp_path / path.name) as other:
            assert one.size == other.size == (1280, 853)
            assert ImageStat.Stat(ImageChops.difference(one, other)).mean < [1, 1, 1]
