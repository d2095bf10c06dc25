"""Events: the safety gate, each step and what it leaves behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.events import invitations as participations
from activities.events import rules, services
from activities.events.steps import EVENT
from activities.events.task_steps import TASK
from activities.models import Event, Participation
from portal.duties.steps import hand_out
from portal.models import Notice
from tests.factories.activities.events import EventFactory, ParticipationFactory, TaskFactory
from tests.factories.activities.plans import PlanFactory
from tests.factories.activities.projects import ProjectFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory, UserFactory

NOW = timezone.now()


def told(user):
    return list(Notice.objects.filter(user=user).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("people", "permit", "passes"),
    [
        (999, "", True),
        (1000, "", False),
        (1200, "", False),
        (1200, "许字1号", True),
        (None, "", True),
        (1200, "  ", False),
    ],
)
def test_publication_needs_a_permit_from_the_threshold_on(community, staff, people, permit, passes):
    event = EventFactory(community=community, expected_people=people, permit_number=permit)
    if not passes:
        with pytest.raises(ValidationError, match="请先向公安机关申请许可"):
            EVENT.take("publish", event, by=staff)
    else:
        EVENT.take("publish", event, by=staff)
    event.refresh_from_db()
    assert (event.status == "planned") is passes


def test_threshold_is_a_setting(community, staff, settings):
    settings.PERMIT_THRESHOLD = 200
    assert rules.needs_permit(200)
    assert not rules.needs_permit(199)


def test_publication_without_a_person_responsible_is_refused(community, staff):
    event = EventFactory(community=community, responsible=None)
    with pytest.raises(ValidationError, match="还没有落实责任人"):
        EVENT.take("publish", event, by=staff)


def test_publish_tells_who_is_responsible_unless_he_published(community, staff, officer):
    event = EventFactory(community=community, responsible=staff)
    EVENT.take("publish", event, by=officer)
    assert told(staff) == [f"您负责的活动《{event.title}》已发布，{event.when}"]
    with pytest.raises(ValidationError, match="只有草稿可以发布"):
        EVENT.take("publish", event, by=officer)


def test_hold_before_the_start_is_refused(community, staff):
    event = EventFactory(community=community, planned=True, starts_at=NOW + timedelta(hours=1))
    with pytest.raises(ValidationError, match="活动还没有开始"):
        EVENT.take("hold", event, attendances=10, by=staff)


def test_hold_keeps_times_and_people_apart_and_can_be_corrected_until_closed(community, staff):
    event = EventFactory(community=community, planned=True, past=True)
    EVENT.take("hold", event, attendances=300, people=180, by=staff)
    first = event.held_at
    EVENT.take("correct", event, attendances=320, people=None, by=staff)
    event.refresh_from_db()
    assert (event.status, event.attendances, event.people, event.held_at) == ("held", 320, None, first)
    with pytest.raises(ValidationError, match="不能多于"):
        EVENT.take("correct", event, attendances=10, people=11, by=staff)
    assert event.attendances == 320
    closed = EventFactory(community=community, closed=True)
    with pytest.raises(ValidationError, match="不能登记举办"):
        EVENT.take("hold", closed, attendances=1, by=staff)


def test_postponed_event_gets_new_times_and_is_held_later(community, staff, officer):
    event = EventFactory(community=community, planned=True)
    worker = UserFactory(community=community, name="张布置")
    TaskFactory(event=event, responsible=worker)
    start = NOW + timedelta(days=9)
    EVENT.take(
        "postpone", event, starts_at=start, ends_at=start + timedelta(hours=2), reason="下雨", by=officer
    )
    event.refresh_from_db()
    assert (event.status, event.reason, event.starts_at) == ("postponed", "下雨", start)
    assert "延期到" in told(staff)[0]
    assert told(worker) == told(staff)
    event.starts_at, event.ends_at = NOW - timedelta(hours=3), NOW - timedelta(hours=1)
    event.save()
    assert list(Event.objects.overdue()) == [event]
    EVENT.take("hold", event, attendances=50, by=staff)
    assert event.status == "held"


def test_postpone_with_the_end_before_the_start_is_refused(community, staff):
    event = EventFactory(community=community, planned=True)
    with pytest.raises(ValidationError, match="结束时间不能早于开始时间"):
        EVENT.take("postpone", event, starts_at=NOW, ends_at=NOW - timedelta(hours=1), reason="雨", by=staff)


def test_cancelled_event_keeps_its_reason_and_takes_no_further_step(community, staff):
    event = EventFactory(community=community, planned=True)
    EVENT.take("cancel", event, reason="场地停用", by=staff)
    assert (event.status, event.reason) == ("cancelled", "场地停用")
    for verb in ("publish", "close"):
        with pytest.raises(ValidationError):
            EVENT.take(verb, event, by=staff)
    with pytest.raises(ValidationError, match="已取消，不能延期或取消"):
        EVENT.take("cancel", event, reason="再取消", by=staff)


def test_close_before_held_is_refused(community, staff):
    with pytest.raises(ValidationError, match="先登记举办情况才能办结"):
        EVENT.take("close", EventFactory(community=community, planned=True), by=staff)


def test_held_event_whose_dossier_is_empty_is_not_closed(community, staff):
    event = EventFactory(community=community, held=True)
    sentences = rules.why_not_close(staff, event)
    assert sentences
    with pytest.raises(ValidationError) as refusal:
        EVENT.take("close", event, by=staff)
    assert refusal.value.messages == sentences
    event.refresh_from_db()
    assert event.status == "held"


def test_reopened_event_goes_back_to_held_with_the_reason(community, staff, officer):
    event = EventFactory(community=community, closed=True)
    EVENT.take("reopen", event, reason="人次有误", by=officer)
    event.refresh_from_db()
    assert (event.status, event.closed_at, event.reason, event.attendances) == (
        "held",
        None,
        "重开：人次有误",
        200,
    )
    assert told(staff) == [f"活动《{event.title}》已重开：人次有误"]


def test_event_stands_under_its_owners_plan_of_its_year_and_is_unplanned_after_approval(community, stranger):
    approved = PlanFactory(community=community, approved=True)
    PlanFactory(community=stranger.community)
    late = EventFactory.build(community=community, street=community.street, responsible=None)
    services.place_in_plan(late)
    assert (late.plan, late.is_unplanned) == (approved, True)
    early = EventFactory.build(community=stranger.community, street=community.street, responsible=None)
    services.place_in_plan(early)
    assert not early.is_unplanned
    elsewhere = EventFactory.build(
        community=community, street=community.street, responsible=None, starts_at=NOW + timedelta(days=800)
    )
    services.place_in_plan(elsewhere)
    assert (elsewhere.plan, elsewhere.is_unplanned) == (None, False)


def test_copy_is_a_draft_on_the_same_weekday_to_come_without_what_happened(community, staff):
    project = ProjectFactory(community=community)
    event = EventFactory(
        community=community,
        closed=True,
        project=project,
        permit_number="许字1号",
        starts_at=NOW - timedelta(days=16),
    )
    copy = services.copy_event(event=event, by=staff)
    assert copy.starts_at > NOW
    assert (copy.starts_at - event.starts_at) % timedelta(days=7) == timedelta()
    assert (copy.status, copy.attendances, copy.permit_number, copy.copied_from) == ("draft", None, "", event)
    assert copy.project == (project if copy.year == event.year else None)


def test_clash_is_the_same_venue_or_person_at_overlapping_times(community, staff):
    venue = VenueFactory(community=community)
    mine = EventFactory(community=community, venue=venue, responsible=staff, starts_at=NOW)
    hour = timedelta(hours=1)
    same_room = EventFactory(community=community, venue=venue, responsible=None, starts_at=NOW + hour)
    same_person = EventFactory(community=community, responsible=staff, starts_at=NOW - hour)
    EventFactory(
        community=community, venue=venue, responsible=staff, starts_at=NOW + 2 * hour
    )  # begins when mine ends
    EventFactory(
        community=community, venue=venue, responsible=None, status="cancelled", reason="雨", starts_at=NOW
    )
    EventFactory(community=community, responsible=None, starts_at=NOW)
    assert set(Event.objects.clashing_with(mine)) == {same_room, same_person}
    assert not Event.objects.clashing_with(
        EventFactory.build(venue=None, responsible=None, community=community)
    ).exists()


def test_invitation_reaches_every_community_once(street, community, staff, officer):
    other = CommunityFactory(street=street)
    event = EventFactory(community=None, street=street, planned=True)
    ParticipationFactory(community=other, event=event, state="present")
    assert participations.invite_communities(event=event, by=officer) == 1
    assert participations.invite_communities(event=event, by=officer) == 0
    states = dict(Participation.objects.filter(event=event).values_list("community", "state"))
    assert states == {community.pk: "invited", other.pk: "present"}
    assert told(staff) == [f"邀请参加《{event.title}》，{event.when}，请反馈"]


def test_invitation_to_a_draft_or_a_communitys_event_is_refused(street, community, officer):
    for event, words in (
        (EventFactory(community=None, street=street), "活动还是草稿"),
        (EventFactory(community=community, planned=True), "只有街道本级的活动"),
    ):
        with pytest.raises(ValidationError, match=words):
            participations.invite_communities(event=event, by=officer)


def test_community_answers_until_the_event_has_ended(community, staff, officer, stranger):
    row = ParticipationFactory(community=community)
    row.state, row.people = "present", 30
    participations.reply_to_invitation(participation=row, by=staff)
    assert told(officer) == ["滨河社区反馈《桃花节》：参加"]
    assert not rules.can_reply(stranger, row)
    row.event.starts_at, row.event.ends_at = NOW - timedelta(hours=3), NOW - timedelta(hours=1)
    row.event.save()
    with pytest.raises(ValidationError, match="活动已经结束"):
        participations.reply_to_invitation(participation=row, by=staff)


def test_task_tells_a_new_responsible_once_and_is_finished_by_him_or_the_owner(
    community, staff, officer, stranger
):
    task = TaskFactory(community=community)
    task.responsible = stranger
    hand_out(duty=task, by=officer)
    hand_out(duty=task, by=officer)
    assert len(told(stranger)) == 1
    assert [user.username for user in (officer, staff, stranger) if rules.can_finish_task(user, task)] == [
        "officer",
        "staff",
        "stranger",
    ]
    assert TASK.take("finish", task, by=stranger).is_done
    assert not TASK.take("reopen", task, by=stranger).is_done
