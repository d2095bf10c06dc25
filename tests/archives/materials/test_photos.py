"""The gallery, and files that go only to those who may see them."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archives.dossiers.contributions import DossierContribution
from archives.materials.contributions import MaterialContribution
from tests.factories.archives.dossiers import DossierFactory, HeldEventFactory, MaterialFactory

pytestmark = pytest.mark.django_db
GALLERY = "/photos/"


def url(name, row):
    return reverse(f"archives:{name}", args=[row.pk])


def body(response):
    content = b"".join(response.streaming_content)
    response.close()
    return content


def test_original_is_downloaded_unchanged_under_its_own_name(client, community, staff):
    material = MaterialFactory(community=community, filename="开幕式 1.jpg")
    client.force_login(staff)
    answer = client.get(url("material-file", material))
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%BC%80")
    assert answer["X-Content-Type-Options"] == "nosniff"
    with default_storage.open(material.blob.path) as original:
        assert body(answer) == original.read()


def test_pdf_is_never_inline(client, community, staff):
    material = MaterialFactory(community=community, document=True, slot="document")
    client.force_login(staff)
    answer = client.get(url("material-file", material))
    assert answer["Content-Disposition"].startswith("attachment")
    assert body(answer).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["material-thumb", "material-large"])
def test_derivatives_are_inline_and_private(client, community, staff, name):
    client.force_login(staff)
    answer = client.get(url(name, MaterialFactory(community=community)))
    assert (answer["Content-Type"], answer["Content-Disposition"][:6]) == ("image/jpeg", "inline")
    assert answer["Cache-Control"].startswith("private")
    assert body(answer)[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("state", "drawing"), [("pending", "archives-waiting"), ("broken", "archives-broken")]
)
def test_photo_without_derivative_shows_a_neutral_drawing(client, community, staff, state, drawing):
    client.force_login(staff)
    answer = client.get(url("material-thumb", MaterialFactory(community=community, state=state)))
    assert answer.status_code == 302
    assert drawing in answer.url
    assert answer["Cache-Control"] == "no-store"


def test_lost_derivative_shows_a_neutral_drawing(client, community, staff):
    material = MaterialFactory(community=community)
    default_storage.delete(material.blob.derived_path("thumb"))
    client.force_login(staff)
    assert "archives-waiting" in client.get(url("material-thumb", material)).url


@pytest.mark.parametrize(
    "name", ["material-file", "material-thumb", "material-large", "material-detail", "material-card"]
)
def test_strangers_get_no_file(client, community, stranger, foreigner, captain, auditor, name):
    material = MaterialFactory(community=community)
    for user in (stranger, foreigner, captain, auditor):
        client.force_login(user)
        assert client.get(url(name, material)).status_code == 404


def test_detail_page_of_a_photo_names_what_is_not_described(client, community, staff):
    client.force_login(staff)
    page = client.get(
        url("material-detail", MaterialFactory(community=community, people=""))
    ).content.decode()
    assert "缺人物" in page
    assert 'data-pswp-width="120"' in page


def shown(client, **query):
    return {str(row) for row in client.get(GALLERY, query).context["page_obj"]}


def test_gallery_by_event_community_year_and_description(client, community, stranger, officer):
    one = MaterialFactory(title="one", dossier=DossierFactory(community=community))
    MaterialFactory(title="two", people="", dossier=DossierFactory(community=stranger.community))
    before = HeldEventFactory(
        community=community, starts_at=timezone.make_aware(timezone.datetime(2024, 5, 1))
    )
    MaterialFactory(title="old", dossier=DossierFactory(event=before))
    MaterialFactory(title="broken", state="broken", dossier=one.dossier)
    MaterialFactory(document=True, slot="document", dossier=one.dossier)
    client.force_login(officer)
    assert shown(client) == {"one", "two", "old"}
    assert shown(client, event=one.dossier.event_id) == {"one"}
    assert shown(client, community=community.pk) == {"one", "old"}
    assert shown(client, year=one.dossier.event.year) == {"one", "two"}
    assert shown(client, description="open") == {"two"}
    assert shown(client, q="old") == {"old"}


def test_gallery_of_staff_holds_the_own_and_the_streets_photos(client, community, stranger, staff):
    MaterialFactory(title="own", dossier=DossierFactory(community=community))
    MaterialFactory(title="theirs", dossier=DossierFactory(community=stranger.community))
    street_event = HeldEventFactory(community=None, street=community.street)
    MaterialFactory(title="street", dossier=DossierFactory(event=street_event))
    client.force_login(staff)
    assert shown(client) == {"own", "street"}


def test_gallery_of_another_communitys_event_is_not_narrowed_by_a_guessed_number(
    client, stranger, community, staff
):
    theirs = MaterialFactory(title="theirs", dossier=DossierFactory(community=stranger.community))
    client.force_login(staff)
    assert shown(client, event=theirs.dossier.event_id) == set()


def test_gallery_takes_the_same_queries_for_one_and_three_photos(client, community, officer):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier)
    client.force_login(officer)
    client.get(GALLERY)
    with CaptureQueriesContext(connection) as one:
        client.get(GALLERY)
    MaterialFactory.create_batch(2, dossier=dossier)
    with CaptureQueriesContext(connection) as three:
        client.get(GALLERY)
    assert len(one) == len(three) <= 25


def test_gallery_pages_by_sixty(client, community, officer):
    dossier = DossierFactory(community=community)
    MaterialFactory.create_batch(61, dossier=dossier)
    client.force_login(officer)
    assert len(client.get(GALLERY).context["page_obj"]) == 60
    assert len(client.get(GALLERY, {"page": 2}).context["page_obj"]) == 1


def found(user, text):
    return [*DossierContribution().search(user, text), *MaterialContribution().search(user, text)]


def test_search_finds_photos_by_person_and_dossiers_by_title(community, staff, stranger):
    MaterialFactory(
        people="林巧玲", dossier=DossierFactory(event=HeldEventFactory(community=community, title="元宵灯会"))
    )
    MaterialFactory(people="林巧玲", dossier=DossierFactory(community=stranger.community))
    assert [hit.kind for hit in found(staff, "林巧玲")] == ["照片"]
    assert [hit.title for hit in found(staff, "灯会")] == ["元宵灯会档案"]
