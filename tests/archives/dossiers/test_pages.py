"""Dossiers on the screen and in the book."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archives.dossiers.contributions import DossierContribution
from archives.materials.contributions import MaterialContribution
from archives.models import Dossier, Slot
from tests.archives.dossiers.lights import url
from tests.factories.archives.dossiers import DossierFactory, HeldEventFactory, MaterialFactory

pytestmark = pytest.mark.django_db


# Pages ------------------------------------------------------------------------------------------
def test_detail_page_shows_slots_gaps_and_no_review_for_staff(client, community, staff):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier)
    client.force_login(staff)
    page = client.get(dossier.get_absolute_url()).content.decode()
    assert all(f'id="slot-{slot}"' in page for slot in Slot.values)
    assert 'href="#slot-summary">总结</a>' in page
    assert "退回补充" not in page
    assert dossier.event.purpose in page


def test_detail_page_takes_the_same_queries_for_one_and_three_photos(client, community, staff):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier)
    client.force_login(staff)
    client.get(dossier.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        client.get(dossier.get_absolute_url())
    MaterialFactory.create_batch(2, dossier=dossier)
    with CaptureQueriesContext(connection) as three:
        client.get(dossier.get_absolute_url())
    assert len(one) == len(three) <= 25


def test_list_takes_the_same_queries_for_one_and_three_rows(client, community, officer):
    DossierFactory(community=community)
    client.force_login(officer)
    client.get(reverse("archives:dossier-list"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("archives:dossier-list"))
    DossierFactory.create_batch(2, community=community, whole=True)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("archives:dossier-list"))
    assert len(one) == len(three) <= 25


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"open", "whole", "late"}),
        ({"missing": "any"}, {"open", "late"}),
        ({"missing": "summary"}, {"open", "late"}),
        ({"missing": "plan"}, set()),
        ({"time": "late"}, {"late"}),
        ({"status": "accepted"}, {"whole"}),
        ({"q": "whole"}, {"whole"}),
        ({"missing": "nonsense"}, {"open", "whole", "late"}),
    ],
)
def test_list_filters(client, community, officer, query, expected):
    DossierFactory(event=HeldEventFactory(community=community, title="open"))
    DossierFactory(event=HeldEventFactory(community=community, title="whole"), accepted=True)
    long_ago = timezone.now() - timedelta(days=33)
    DossierFactory(event=HeldEventFactory(community=community, title="late", starts_at=long_ago))
    DossierFactory(
        event=HeldEventFactory(community=community, title="never", status="cancelled", reason="下雨")
    )
    client.force_login(officer)
    rows = client.get(reverse("archives:dossier-list"), query).context["page_obj"]
    assert {row.event.title for row in rows} == expected


def test_summary_may_be_saved_half_written_and_says_what_lacks(client, community, staff):
    dossier = DossierFactory(community=community)
    client.force_login(staff)
    page = client.post(
        url("dossier-summary", dossier), {"basics": "三月二十八日上午举办。"}, follow=True
    ).content.decode()
    assert "还不算写完" in page
    dossier.refresh_from_db()
    assert dossier.basics == "三月二十八日上午举办。"


def test_summary_of_a_submitted_dossier_is_frozen(client, community, staff):
    dossier = DossierFactory(community=community, submitted=True)
    client.force_login(staff)
    client.post(url("dossier-summary", dossier), {"basics": "改了"})
    assert Dossier.objects.get().basics == dossier.basics


def test_light_fragment_swaps_the_badges_of_the_slots(client, community, staff):
    client.force_login(staff)
    page = client.get(url("dossier-light", DossierFactory(community=community))).content.decode()
    assert page.count('hx-swap-oob="true"') == 5


@pytest.mark.parametrize(
    "name", ["dossier-detail", "dossier-light", "dossier-summary", "dossier-describe", "dossier-holds"]
)
def test_strangers_find_nothing(client, community, stranger, foreigner, captain, name):
    dossier = DossierFactory(community=community)
    for user in (stranger, foreigner, captain):
        client.force_login(user)
        assert client.get(url(name, dossier)).status_code == 404


@pytest.mark.parametrize("name", ["dossier-upload", "dossier-submit", "dossier-accept", "dossier-return"])
def test_strangers_change_nothing(client, community, stranger, foreigner, name):
    dossier = DossierFactory(community=community, submitted=True)
    for user in (stranger, foreigner):
        client.force_login(user)
        assert client.post(url(name, dossier), {"reason": "x"}).status_code == 404


# The book ---------------------------------------------------------------------------------------
def test_chapters_tell_each_community_with_summaries_and_at_most_six_photos(community, stranger, staff):
    dossier = DossierFactory(community=community, submitted=True)
    MaterialFactory.create_batch(7, dossier=dossier)
    year = timezone.localtime(dossier.event.starts_at).year
    chapter = next(
        chapter
        for chapter in MaterialContribution().chapters(community.street, year)
        if chapter.title == "各社区"
    )
    kinds = [block["kind"] for block in chapter.blocks]
    assert kinds.count("community") == 2
    story = next(block for block in chapter.blocks if block["kind"] == "entry")
    assert story["paras"] == [dossier.basics, dossier.practice]
    assert story["contributor"] == dossier.submitted_by.name
    assert [len(block["items"]) for block in chapter.blocks if block["kind"] == "photos"] == [6]


def test_pictures_chapter_shows_the_streets_own_events(community):
    event = HeldEventFactory(community=None, street=community.street, title="桃花节开幕式")
    MaterialFactory(dossier=DossierFactory(event=event))
    MaterialFactory(dossier=DossierFactory(community=community))
    chapter = next(
        c for c in MaterialContribution().chapters(community.street, event.year) if c.title == "图片"
    )
    assert [block.get("text") for block in chapter.blocks] == ["桃花节开幕式", None]


def test_many_dossiers_of_one_state_are_one_line_that_leads_to_them(client, community, staff, officer):
    DossierFactory.create_batch(4, community=community)
    DossierFactory.create_batch(4, community=community, submitted=True)
    (line,) = DossierContribution().todos(staff)
    assert line.title == "整理并提交 4 份活动档案"
    client.force_login(staff)
    assert client.get(line.url).context["paginator"].count == 4
    (line,) = DossierContribution().todos(officer)
    assert line.title == "审核 4 份报来的档案"
    client.force_login(officer)
    assert client.get(line.url).context["paginator"].count == 4
