"""Uploading, describing and deleting on the page of a dossier."""

import pytest
from django.urls import reverse

from archives.materials.tasks import make_derivatives
from archives.models import Material
from tests.archives.materials.intake import add
from tests.factories.archives import samples
from tests.factories.archives.dossiers import DossierFactory, MaterialFactory


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
