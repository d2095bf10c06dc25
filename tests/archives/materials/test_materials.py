"""Taking in files, preparing them in the worker, describing them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from archives.materials import services
from archives.materials.tasks import make_derivatives, remake_missing_derivatives
from archives.models import Material
from archives.yearbook.services import BUILD_TASK
from portal.celery import app
from portal.models import Blob, Notice
from tests.factories.archives import samples
from tests.factories.archives.dossiers import DossierFactory, MaterialFactory

pytestmark = pytest.mark.django_db


def add(dossier, content, name="IMG_0001.jpg", slot="media", by=None):
    by = by or dossier.event.community.users.first() or MaterialFactory(dossier=dossier).uploaded_by
    return services.add_material(dossier=dossier, slot=slot, file=samples.upload(name, content), by=by)


@pytest.fixture
def dossier(community, staff):
    return DossierFactory(community=community)


def test_photo_waits_for_the_worker_with_place_and_cause_of_its_event(dossier, staff):
    material, created = add(dossier, samples.jpeg(), by=staff)
    assert created
    assert (material.kind, material.state, material.taken_at) == ("photo", "pending", None)
    assert (material.place, material.cause) == (dossier.event.place, dossier.event.title)


def test_who_does_not_keep_the_dossier_adds_nothing(dossier, stranger, leader):
    for user in (stranger, leader):
        with pytest.raises(PermissionDenied):
            add(dossier, samples.jpeg(), by=user)
    assert not Material.objects.exists()


def test_task_names_that_the_services_send_are_known_to_the_worker():
    app.loader.import_default_modules()
    assert {services.DERIVATIVES_TASK, BUILD_TASK} <= set(app.tasks)


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


# Pages ------------------------------------------------------------------------------------------
def url(name, row):
    return reverse(f"archives:{name}", args=[row.pk])


def test_upload_by_script_tells_of_each_file(client, staff, dossier):
    client.force_login(staff)
    files = [
        samples.upload("a.jpg", samples.jpeg()),
        samples.upload("b.jpg", samples.jpeg()),
        samples.upload("c.jpg", samples.HTML),
    ]
    answer = client.post(
        url("dossier-upload", dossier),
        {"slot": "media", "file": files},
        headers={"accept": "application/json"},
    ).json()["outcomes"]
    assert [outcome["status"] for outcome in answer] == ["created", "duplicate", "refused"]
    assert f'id="material-{Material.objects.get().pk}"' in answer[0]["card"]
    assert "“c.jpg”" in answer[2]["text"]


def test_upload_without_script_leads_back_to_the_slot(client, staff, dossier):
    client.force_login(staff)
    answer = client.post(
        url("dossier-upload", dossier),
        {
            "slot": "document",
            "file": [samples.upload("通知.pdf", samples.PDF), samples.upload("x.exe", b"MZ..")],
        },
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == f"{dossier.get_absolute_url()}#slot-document"
    assert [str(message) for message in answer.context["messages"]] == [
        "已上传 1 个文件。",
        "“x.exe”是程序，不能上传。",
    ]


def test_upload_without_a_file_says_so(client, staff, dossier):
    client.force_login(staff)
    answer = client.post(
        url("dossier-upload", dossier), {"slot": "media"}, headers={"accept": "application/json"}
    )
    assert "没有收到文件" in answer.json()["outcomes"][0]["text"]


def test_upload_is_put_into_the_queue_once_the_row_is_committed(
    client, staff, dossier, django_capture_on_commit_callbacks
):
    client.force_login(staff)
    with django_capture_on_commit_callbacks() as callbacks:
        client.post(
            url("dossier-upload", dossier), {"slot": "media", "file": samples.upload("a.jpg", samples.jpeg())}
        )
    assert len(callbacks) == 1


def test_holds_answers_for_this_slot_only(client, staff, dossier):
    material = MaterialFactory(dossier=dossier)
    client.force_login(staff)
    asked = {"sha256": material.blob.sha256, "slot": "media"}
    assert client.get(url("dossier-holds", dossier), asked).json() == {"held": True}
    assert client.get(url("dossier-holds", dossier), asked | {"slot": "plan"}).json() == {"held": False}


def test_card_asks_again_only_while_it_is_pending(client, staff, dossier):
    material, _ = add(dossier, samples.jpeg(), by=staff)
    client.force_login(staff)
    assert "hx-get" in client.get(url("material-card", material)).content.decode()
    make_derivatives(material.pk)
    assert "hx-get" not in client.get(url("material-card", material)).content.decode()


def test_broken_card_names_the_remedy(client, staff, dossier):
    client.force_login(staff)
    page = client.get(url("material-card", MaterialFactory(dossier=dossier, state="broken")))
    assert "请删除后重新上传原图" in page.content.decode()


def test_description_page_saves_and_goes_to_the_next(client, staff, dossier):
    one, two = (
        MaterialFactory(dossier=dossier, undescribed=True),
        MaterialFactory(dossier=dossier, undescribed=True),
    )
    client.force_login(staff)
    entries = {
        "title": "开幕式",
        "taken_at": "2026-03-28T09:15",
        "place": "广场",
        "people": "居民",
        "photographer": "孟晓岚",
    }
    answer = client.post(url("material-edit", one), entries | {"next": "1"})
    assert answer.url == url("material-edit", two)
    one.refresh_from_db()
    assert (one.title, one.time_source, one.is_described) == ("开幕式", "hand", True)


def test_description_in_the_future_is_refused_and_keeps_what_was_typed(client, staff, dossier):
    material = MaterialFactory(dossier=dossier)
    client.force_login(staff)
    page = client.post(
        url("material-edit", material), {"title": "开幕式合影", "taken_at": "2199-01-01T00:00"}
    ).content.decode()
    assert "不能晚于现在" in page
    assert "开幕式合影" in page


def test_describe_page_writes_the_chosen_photos_only(client, staff, dossier):
    one, two = (
        MaterialFactory(dossier=dossier, undescribed=True),
        MaterialFactory(dossier=dossier, undescribed=True),
    )
    client.force_login(staff)
    client.post(url("dossier-describe", dossier), {"materials": [one.pk], "title": "开幕式", "mode": "fill"})
    two.refresh_from_db()
    assert (Material.objects.get(pk=one.pk).title, two.title) == ("开幕式", "")


def test_describe_page_without_a_choice_says_what_to_do(client, staff, dossier):
    MaterialFactory(dossier=dossier)
    client.force_login(staff)
    page = client.post(url("dossier-describe", dossier), {"title": "开幕式", "mode": "fill"}).content.decode()
    assert "还没有选照片" in page
    assert "开幕式" in page


def test_describe_page_does_not_take_photos_of_another_dossier(client, staff, dossier, stranger):
    other = MaterialFactory(community=stranger.community, title="")
    MaterialFactory(dossier=dossier)
    client.force_login(staff)
    client.post(
        url("dossier-describe", dossier),
        {"materials": [other.pk], "title": "不该写进去", "mode": "overwrite"},
    )
    other.refresh_from_db()
    assert other.title == ""


def test_deleting_a_material_leaves_its_trail(client, staff, dossier):
    material = MaterialFactory(dossier=dossier)
    client.force_login(staff)
    client.post(url("material-delete", material))
    assert not Material.objects.exists()
    last = Material.changes.rel.related_model.objects.order_by("-pgh_id").first()
    assert (last.pgh_label, last.id) == ("delete", material.pk)


@pytest.mark.parametrize("name", ["material-delete", "material-edit", "material-cover"])
def test_materials_of_a_submitted_dossier_are_frozen(client, staff, community, name):
    material = DossierFactory(community=community, submitted=True).materials.photos().get()
    client.force_login(staff)
    answer = client.post(url(name, material), {"title": "改了"}, follow=True)
    assert "正在审核" in answer.content.decode()
    material.refresh_from_db()
    assert material.title == "舞蹈队在中心广场表演"


def test_cover_is_chosen_among_ready_photos(client, staff, dossier):
    good, broken = MaterialFactory(dossier=dossier), MaterialFactory(dossier=dossier, state="broken")
    client.force_login(staff)
    client.post(url("material-cover", good))
    client.post(url("material-cover", broken))
    dossier.refresh_from_db()
    assert dossier.cover == good
