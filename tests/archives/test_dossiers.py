"""五有: the light, handing in, review, and the event that closes with its dossier."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archives import contributions, metrics, rules
from archives.models import Dossier, Material, Review, Slot
from archives.services import dossiers as services
from portal.models import Notice
from tests.factories.archives import DossierFactory, HeldEventFactory, MaterialFactory

pytestmark = pytest.mark.django_db


def lit(dossier):
    return Dossier.objects.with_slots().select_related("event").get(pk=dossier.pk)


def url(name, row):
    return reverse(f"archives:{name}", args=[row.pk])


# The light --------------------------------------------------------------------------------------
def test_plan_and_arrangement_are_filled_by_the_event(community):
    assert rules.missing_slots(lit(DossierFactory(community=community))) == [
        Slot.DOCUMENT,
        Slot.MEDIA,
        Slot.SUMMARY,
    ]


def test_blanks_in_the_event_are_not_a_plan(community):
    dossier = DossierFactory(event=HeldEventFactory(community=community, purpose=" \n ", arrangement=""))
    assert lit(dossier).filled == 0


def test_a_file_stands_for_the_plan(community):
    dossier = DossierFactory(event=HeldEventFactory(community=community, bare=True))
    MaterialFactory(dossier=dossier, slot="plan", document=True)
    assert rules.filled_slots(lit(dossier))[Slot.PLAN]


@pytest.mark.parametrize(
    ("basics", "practice", "filled"),
    [
        ("情" * 25, "法" * 25, True),
        ("情" * 25, "法" * 24, False),
        ("情" * 60, "", False),
        ("情" * 60, "  \n", False),
    ],
)
def test_summary_needs_both_headings_and_fifty_characters(community, basics, practice, filled):
    assert lit(DossierFactory(community=community, basics=basics, practice=practice)).has_summary is filled


def test_a_scanned_summary_does_not_replace_the_form(community):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier, slot="summary", document=True)
    assert not lit(dossier).has_summary


def test_whole_dossier_has_five(community):
    dossier = lit(DossierFactory(community=community, whole=True))
    assert (dossier.filled, rules.missing_words(dossier), dossier.light_tone) == (5, "", "good")


# Its way ----------------------------------------------------------------------------------------
def test_submit_of_an_incomplete_dossier_names_what_is_missing(community, staff):
    with pytest.raises(ValidationError, match="资料、素材、总结"):
        services.submit_dossier(dossier=DossierFactory(community=community), by=staff)


def test_submit_before_the_event_was_held_is_refused(community, staff):
    dossier = DossierFactory(event=HeldEventFactory(community=community, ahead=True), whole=True)
    with pytest.raises(ValidationError, match="登记举办"):
        services.submit_dossier(dossier=dossier, by=staff)


def test_submit_tells_the_officer(community, staff, officer):
    dossier = services.submit_dossier(dossier=DossierFactory(community=community, whole=True), by=staff)
    assert (dossier.status, dossier.submitted_by) == ("submitted", staff)
    assert Notice.objects.get(user=officer).url == dossier.get_absolute_url()


def test_submitting_twice_is_refused(community, staff):
    with pytest.raises(ValidationError, match="不用重复提交"):
        services.submit_dossier(dossier=DossierFactory(community=community, submitted=True), by=staff)


def test_returned_and_accepted_rounds_are_all_kept(community, staff, officer):
    dossier = DossierFactory(community=community, submitted=True)
    services.return_dossier(dossier=dossier, by=officer, reason="照片没有写人物")
    assert "照片没有写人物" in Notice.objects.get(user=staff).title
    services.submit_dossier(dossier=dossier, by=staff)
    services.accept_dossier(dossier=dossier, by=officer)
    dossier.refresh_from_db()
    assert dossier.status == "accepted"
    assert list(dossier.reviews.values_list("decision", flat=True)) == ["returned", "accepted"]


def test_accepting_closes_the_event(community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    services.accept_dossier(dossier=dossier, by=officer)
    dossier.event.refresh_from_db()
    assert (dossier.event.status, dossier.event.closed_at is not None) == ("closed", True)


def test_accepting_is_refused_when_a_photo_turned_out_broken(community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    Material.objects.photos().update(state="broken")
    with pytest.raises(ValidationError, match="素材"):
        services.accept_dossier(dossier=dossier, by=officer)
    assert not Review.objects.exists()


def test_returning_without_a_reason_is_refused(client, community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    client.force_login(officer)
    page = client.post(url("dossier-return", dossier), {"reason": "  "}, follow=True).content.decode()
    assert "请写明理由" in page
    assert Dossier.objects.get().status == "submitted"


def test_accepted_dossier_of_a_reopened_event_can_be_returned(community, officer):
    dossier = DossierFactory(community=community, accepted=True)
    services.return_dossier(dossier=dossier, by=officer, reason="人次登记有误，请改总结")
    assert Dossier.objects.get().status == "returned"


def test_accepted_dossier_of_a_closed_event_stays(community, officer):
    event = HeldEventFactory(community=community, status="closed", closed_at=timezone.now())
    with pytest.raises(ValidationError, match="不能退回"):
        services.return_dossier(
            dossier=DossierFactory(event=event, accepted=True), by=officer, reason="再改改"
        )


def test_staff_cannot_review_their_own_dossier(client, community, staff):
    dossier = DossierFactory(community=community, submitted=True)
    client.force_login(staff)
    assert client.post(url("dossier-accept", dossier)).status_code == 403


def test_leader_decides_only_on_the_streets_own_dossiers(client, community, leader):
    theirs = DossierFactory(community=community, submitted=True)
    event = HeldEventFactory(community=None, street=community.street)
    own = DossierFactory(event=event, whole=True, status="submitted", submitted_at=timezone.now())
    client.force_login(leader)
    assert client.post(url("dossier-accept", theirs)).status_code == 403
    client.post(url("dossier-accept", own))
    assert set(Dossier.objects.values_list("pk", "status")) == {
        (theirs.pk, "submitted"),
        (own.pk, "accepted"),
    }


# Events -----------------------------------------------------------------------------------------
def test_published_event_gets_one_dossier(community):
    event = HeldEventFactory(community=community)
    contributions.event_published(event)
    contributions.event_published(event)
    assert event.dossier == Dossier.objects.get()


def test_obstacles_name_each_missing_slot_then_the_review(community):
    open_one = DossierFactory(community=community)
    assert [text[:8] for text in contributions.event_obstacles(open_one.event)] == [
        "五有档案缺“资料",
        "五有档案缺“素材",
        "五有档案缺“总结",
    ]
    assert (
        "审核通过后"
        in contributions.event_obstacles(DossierFactory(community=community, whole=True).event)[0]
    )
    assert contributions.event_obstacles(DossierFactory(community=community, accepted=True).event) == []
    assert contributions.event_obstacles(HeldEventFactory(community=community)) == ["还没有建立五有档案。"]


def test_panel_leads_to_the_first_missing_slot(community, staff, captain):
    dossier = DossierFactory(community=community)
    light, photos = contributions.event_panels(staff, dossier.event)
    assert (light.value, light.url) == ("2/5", f"{dossier.get_absolute_url()}#slot-document")
    assert photos.value == 0
    assert contributions.event_panels(captain, dossier.event) == []


# To-dos, state, figures -------------------------------------------------------------------------
def test_todos_of_staff_lead_to_the_slot_and_returned_ones_come_first(community, staff, officer):
    gaps = DossierFactory(community=community)
    returned = DossierFactory(community=community, submitted=True)
    services.return_dossier(dossier=returned, by=officer, reason="补签到表")
    todos = contributions.dossiers.todos(staff)
    assert [todo.url for todo in todos] == [
        returned.get_absolute_url(),
        f"{gaps.get_absolute_url()}#slot-document",
    ]
    assert todos[0].detail == "补签到表"
    assert todos[0].due == timezone.localdate() + timedelta(days=3)
    assert todos[1].due == timezone.localdate(gaps.event.ends_at) + timedelta(days=30)
    assert "资料、素材、总结" in todos[1].title


def test_todos_of_the_officer_are_reviews_and_the_streets_own_dossiers(community, officer, foreigner):
    waiting = DossierFactory(community=community, submitted=True)
    DossierFactory(community=community)
    own = DossierFactory(event=HeldEventFactory(community=None, street=community.street))
    urls = {todo.url for todo in contributions.dossiers.todos(officer)}
    assert urls == {waiting.get_absolute_url(), f"{own.get_absolute_url()}#slot-document"}
    assert contributions.dossiers.todos(foreigner) == []


def test_todos_take_the_same_queries_for_one_and_three(community, staff):
    DossierFactory(community=community)
    with CaptureQueriesContext(
        connection,
    ) as one:
        contributions.dossiers.todos(staff)
    DossierFactory.create_batch(2, community=community)
    with CaptureQueriesContext(connection) as three:
        contributions.dossiers.todos(staff)
    assert len(one) == len(three) <= 4


def test_year_state_is_the_mean_and_counts_what_is_late(community, staff):
    DossierFactory(community=community, whole=True)
    long_ago = timezone.now() - timedelta(days=32)
    DossierFactory(event=HeldEventFactory(community=community, starts_at=long_ago))
    years = {(timezone.localtime(long_ago)).year, timezone.localdate().year}
    facts = [fact for year in years for fact in contributions.year_state(staff, year)]
    if len(years) == 1:
        assert [(fact.value, fact.note) for fact in facts] == [(70, "1 份逾期未交")]
    else:
        assert {fact.value for fact in facts} == {100, 40}


def test_completeness_is_the_mean_over_ended_events(community):
    year = 2025
    held = {"starts_at": timezone.make_aware(timezone.datetime(year, 5, 1, 9))}
    DossierFactory(event=HeldEventFactory(community=community, **held), whole=True)
    DossierFactory(event=HeldEventFactory(community=community, **held))
    HeldEventFactory(community=community, **held)  # nobody opened a dossier: it counts as empty
    DossierFactory(event=HeldEventFactory(community=community, status="cancelled", reason="下雨", **held))
    street = community.street
    assert metrics.dossier_completeness(street, year, date(year, 12, 31)) == {community.pk: Decimal("0.4667")}
    assert metrics.dossier_completeness(street, year, date(year, 4, 30)) == {}


def test_completeness_of_four_slots_is_eighty_percent(community):
    dossier = DossierFactory(community=community, whole=True)
    dossier.materials.filter(slot="document").delete()
    today = timezone.localdate()
    year = timezone.localtime(dossier.event.starts_at).year
    assert metrics.dossier_completeness(community.street, year, today) == {community.pk: Decimal("0.8000")}


def test_described_share_wants_all_five_entries(community):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier)
    for name in ("title", "place", "people", "photographer"):
        MaterialFactory(dossier=dossier, **{name: ""})
    MaterialFactory(dossier=dossier, taken_at=None)
    MaterialFactory(dossier=dossier, state="broken")
    year = timezone.localtime(dossier.event.starts_at).year
    found = metrics.photos_described(community.street, year, timezone.localdate())
    assert found == {community.pk: Decimal("0.1667")}


def test_on_time_counts_what_is_due_or_handed_in(community):
    year = 2025
    start = timezone.make_aware(timezone.datetime(year, 5, 1, 9))
    for days in (30, 31):
        event = HeldEventFactory(community=community, starts_at=start)
        DossierFactory(event=event, submitted=True, submitted_at=start + timedelta(days=days))
    DossierFactory(event=HeldEventFactory(community=community, starts_at=start))
    assert metrics.dossiers_on_time(community.street, year, date(year, 12, 31)) == {
        community.pk: Decimal("0.3333")
    }
    assert metrics.dossiers_on_time(community.street, year, date(year, 5, 31)) == {
        community.pk: Decimal("1.0000")
    }


def test_metrics_take_the_same_queries_for_one_and_three_communities(community, stranger):
    today = timezone.localdate()

    def count():
        with CaptureQueriesContext(connection) as queries:
            for metric in metrics.ALL:
                metric.compute(community.street, today.year, today)
        return len(queries)

    DossierFactory(community=community, whole=True)
    one = count()
    DossierFactory.create_batch(2, community=stranger.community, submitted=True)
    assert count() == one


# Pages ------------------------------------------------------------------------------------------
def test_detail_page_shows_slots_gaps_and_no_review_for_staff(client, community, staff):
    dossier = DossierFactory(community=community)
    MaterialFactory(dossier=dossier)
    client.force_login(staff)
    page = client.get(dossier.get_absolute_url()).content.decode()
    assert all(f'id="slot-{slot}"' in page for slot in Slot.values)
    assert '<a href="#slot-summary">总结</a>' in page
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
        chapter for chapter in contributions.yearbook(community.street, year) if chapter.title == "各社区"
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
    chapter = next(c for c in contributions.yearbook(community.street, event.year) if c.title == "图片")
    assert [block.get("text") for block in chapter.blocks] == ["桃花节开幕式", None]


def test_many_dossiers_of_one_state_are_one_line_that_leads_to_them(client, community, staff, officer):
    DossierFactory.create_batch(4, community=community)
    DossierFactory.create_batch(4, community=community, submitted=True)
    (line,) = contributions.dossiers.todos(staff)
    assert line.title == "整理并提交 4 份活动档案"
    client.force_login(staff)
    assert client.get(line.url).context["paginator"].count == 4
    (line,) = contributions.dossiers.todos(officer)
    assert line.title == "审核 4 份报来的档案"
    client.force_login(officer)
    assert client.get(line.url).context["paginator"].count == 4
