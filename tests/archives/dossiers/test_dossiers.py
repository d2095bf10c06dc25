"""五有: the light, handing in, review, and the event that closes with its dossier."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from archives.dossiers import rules
from archives.dossiers.contributions import DossierContribution
from archives.dossiers.steps import DOSSIER
from archives.materials.contributions import MaterialContribution
from archives.models import Dossier, Material, Review, Slot
from portal.models import Notice
from tests.archives.dossiers.lights import lit, url
from tests.factories.archives.dossiers import DossierFactory, HeldEventFactory, MaterialFactory

pytestmark = pytest.mark.django_db
contributed = DossierContribution()


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
        DOSSIER.take("submit", DossierFactory(community=community), by=staff)


def test_submit_before_the_event_was_held_is_refused(community, staff):
    dossier = DossierFactory(event=HeldEventFactory(community=community, ahead=True), whole=True)
    with pytest.raises(ValidationError, match="登记举办"):
        DOSSIER.take("submit", dossier, by=staff)


def test_submit_tells_the_officer(community, staff, officer):
    dossier = DOSSIER.take("submit", DossierFactory(community=community, whole=True), by=staff)
    assert (dossier.status, dossier.submitted_by) == ("submitted", staff)
    assert Notice.objects.get(user=officer).url == dossier.get_absolute_url()


def test_submitting_twice_is_refused(community, staff):
    with pytest.raises(ValidationError, match="不用重复提交"):
        DOSSIER.take("submit", DossierFactory(community=community, submitted=True), by=staff)


def test_returned_and_accepted_rounds_are_all_kept(community, staff, officer):
    dossier = DossierFactory(community=community, submitted=True)
    DOSSIER.take("return", dossier, by=officer, reason="照片没有写人物")
    assert "照片没有写人物" in Notice.objects.get(user=staff).title
    DOSSIER.take("submit", dossier, by=staff)
    DOSSIER.take("accept", dossier, by=officer)
    dossier.refresh_from_db()
    assert dossier.status == "accepted"
    assert list(dossier.reviews.values_list("decision", flat=True)) == ["returned", "accepted"]


def test_accepting_closes_the_event(community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    DOSSIER.take("accept", dossier, by=officer)
    dossier.event.refresh_from_db()
    assert (dossier.event.status, dossier.event.closed_at is not None) == ("closed", True)


def test_accepting_is_refused_when_a_photo_turned_out_broken(community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    Material.objects.photos().update(state="broken")
    with pytest.raises(ValidationError, match="素材"):
        DOSSIER.take("accept", dossier, by=officer)
    assert not Review.objects.exists()


def test_returning_without_a_reason_is_refused(client, community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    client.force_login(officer)
    page = client.post(url("dossier-return", dossier), {"reason": "  "}, follow=True).content.decode()
    assert "请写明理由" in page
    assert Dossier.objects.get().status == "submitted"


def test_accepted_dossier_of_a_reopened_event_can_be_returned(community, officer):
    dossier = DossierFactory(community=community, accepted=True)
    DOSSIER.take("return", dossier, by=officer, reason="人次登记有误，请改总结")
    assert Dossier.objects.get().status == "returned"


def test_accepted_dossier_of_a_closed_event_stays(community, officer):
    event = HeldEventFactory(community=community, status="closed", closed_at=timezone.now())
    with pytest.raises(ValidationError, match="不能退回"):
        DOSSIER.take("return", DossierFactory(event=event, accepted=True), by=officer, reason="再改改")


@pytest.mark.parametrize(
    ("verb", "role"), [("submit", "stranger"), ("accept", "staff"), ("return", "leader")]
)
def test_whoever_calls_a_step_it_asks_who_acts(request, community, verb, role):
    submitted = {"submitted": True} if verb != "submit" else {"whole": True}
    dossier = DossierFactory(community=community, **submitted)
    with pytest.raises(PermissionDenied):
        DOSSIER.take(verb, dossier, by=request.getfixturevalue(role), reason="再改改")
    assert not Review.objects.exists()


def test_return_without_script_shows_the_form_again_with_what_was_written(client, community, officer):
    dossier = DossierFactory(community=community, submitted=True)
    client.force_login(officer)
    page = client.post(url("dossier-return", dossier), {"reason": "补" * 501}).content.decode()
    assert "补" * 501 in page
    assert Dossier.objects.get().status == "submitted"


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
    event.refresh_from_db()
    assert event.status == "closed"


# Events -----------------------------------------------------------------------------------------
def test_published_event_gets_one_dossier(community):
    event = HeldEventFactory(community=community)
    contributed.event_published(event)
    contributed.event_published(event)
    assert event.dossier == Dossier.objects.get()


def test_obstacles_name_each_missing_slot_then_the_review(community):
    open_one = DossierFactory(community=community)
    assert [text[:8] for text in contributed.event_obstacles(open_one.event)] == [
        "五有档案缺“资料",
        "五有档案缺“素材",
        "五有档案缺“总结",
    ]
    assert (
        "审核通过后" in contributed.event_obstacles(DossierFactory(community=community, whole=True).event)[0]
    )
    assert contributed.event_obstacles(DossierFactory(community=community, accepted=True).event) == []
    assert contributed.event_obstacles(HeldEventFactory(community=community)) == ["还没有建立五有档案。"]


def test_panel_leads_to_the_first_missing_slot(community, staff, captain):
    dossier = DossierFactory(community=community)
    (light,) = contributed.event_facts(staff, dossier.event)
    (photos,) = MaterialContribution().event_facts(staff, dossier.event)
    assert (light.value, light.url) == ("2/5", f"{dossier.get_absolute_url()}#slot-document")
    assert photos.value == 0
    assert contributed.event_facts(captain, dossier.event) == []
