import threading
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from activities.funds.figures import totals_by_channel
from activities.funds.rules import overspending_of
from activities.leading_group.chart import groups_of
from activities.leading_group.services import copy_group
from activities.meetings.steps import RESOLUTION
from activities.models import Board, Booking, FundLine, GroupMember, Meeting, Venue
from activities.venues.services import save_booking
from portal.duties.steps import hand_out
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.leading_group import GroupMemberFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.venues import BookingFactory, VenueFactory
from tests.factories.portal import staff_of


def at(hour, minute=0):
    return datetime(2026, 5, 8, hour, minute, tzinfo=timezone.get_current_timezone())


def booking(venue, first, last, **fields):
    return Booking(
        venue=venue, purpose=fields.pop("purpose", "书法班"), starts_at=first, ends_at=last, **fields
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [((9, 30), (10, 0)), ((8, 0), (9, 30)), ((10, 30), (12, 0)), ((8, 0), (12, 0)), ((9, 0), (11, 0))],
)
def test_overlapping_booking_is_refused_naming_the_other(community, staff, first, last):
    venue = VenueFactory(community=community, name="一楼活动室")
    BookingFactory(venue=venue, purpose="合唱排练", starts_at=at(9), ends_at=at(11))

    with pytest.raises(ValidationError) as refusal:
        save_booking(booking=booking(venue, at(*first), at(*last)), by=staff)
    assert refusal.value.messages == [
        "一楼活动室在2026-05-08 09:00–11:00已登记给“合唱排练”，请改选时间或场地。"
    ]
    assert Booking.objects.count() == 1


def test_bookings_that_touch_or_lie_in_another_venue_are_accepted(community, staff):
    venue = VenueFactory(community=community)
    BookingFactory(venue=venue, starts_at=at(9), ends_at=at(11))

    save_booking(booking=booking(venue, at(11), at(12)), by=staff)
    save_booking(booking=booking(venue, at(8), at(9)), by=staff)
    save_booking(booking=booking(VenueFactory(community=community), at(9), at(11)), by=staff)
    assert Booking.objects.count() == 4


def test_booking_does_not_stand_in_its_own_way(community, staff):
    row = BookingFactory(community=community, starts_at=at(9), ends_at=at(11))
    row.ends_at = at(12)
    save_booking(booking=row, by=staff)
    row.refresh_from_db()
    assert row.ends_at == at(12)


def test_shared_venue_is_not_booked_outside_its_agreement(community, staff):
    venue = VenueFactory(
        community=community, shared=True, agreed_from=date(2026, 1, 1), agreed_until=date(2026, 5, 7)
    )
    with pytest.raises(ValidationError, match="不在.*共享协议期内.*龙三小"):
        save_booking(booking=booking(venue, at(9), at(10)), by=staff)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_booking_the_same_hour_at_once_one_is_refused():
    venue = VenueFactory()
    staff = staff_of(venue.community)
    outcomes, gate = [], threading.Barrier(2)

    def book():
        gate.wait()
        try:
            save_booking(booking=booking(venue, at(9), at(10)), by=staff)
            outcomes.append("saved")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=book) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "saved"]


def test_agreement_in_force_on_its_first_and_last_day(community):
    venue = VenueFactory(
        community=community, shared=True, agreed_from=date(2026, 1, 1), agreed_until=date(2026, 6, 30)
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [venue.is_agreed_on(day) for day in days] == [False, True, True, False]
    assert [Venue.objects.shared_on(day).exists() for day in days] == [False, True, True, False]


def test_responsible_person_is_told_of_a_new_decision_once(officer, staff, community):
    row = ResolutionFactory.build(
        meeting=MeetingFactory(community=community), responsible=staff, title="维修音响"
    )
    hand_out(duty=row, by=officer)
    hand_out(duty=row, by=officer)
    assert [notice.title.split("，")[0] for notice in staff.notices.all()] == [
        "您是议定事项“维修音响”的责任人"
    ]


def test_responsible_staff_finish_a_decision_of_the_street(staff, street):
    row = ResolutionFactory(meeting=MeetingFactory(community=None, street=street), responsible=staff)
    assert RESOLUTION.take("finish", row, by=staff).done_on == timezone.localdate()


def test_somebody_else_does_not_finish_a_decision_of_the_street(staff, officer, street):
    row = ResolutionFactory(meeting=MeetingFactory(community=None, street=street), responsible=officer)
    with pytest.raises(PermissionDenied, match="只有责任人"):
        RESOLUTION.take("finish", row, by=staff)


def test_finishing_twice_and_reopening_an_open_decision_are_refused(staff, community):
    row = ResolutionFactory(community=community)
    with pytest.raises(ValidationError, match="还没有办结"):
        RESOLUTION.take("reopen", row, by=staff)
    RESOLUTION.take("finish", row, by=staff)
    with pytest.raises(ValidationError, match="已于.*办结"):
        RESOLUTION.take("finish", row, by=staff)
    assert RESOLUTION.take("reopen", row, by=staff).done_on is None


def test_meeting_counts_with_minutes_and_decision_only(community):
    counted = ResolutionFactory(meeting=MeetingFactory(community=community, with_minutes=True)).meeting
    MeetingFactory(community=community, with_minutes=True)
    missing = MeetingFactory(community=community, held_at=timezone.now() - timedelta(days=1))
    MeetingFactory(community=community, held_at=timezone.now() + timedelta(days=1))
    assert set(Meeting.objects.counted()) == {counted}
    assert set(Meeting.objects.without_minutes()) == {missing}


def test_copy_carries_last_years_group_of_this_owner_over(street, community, staff):
    GroupMemberFactory(community=community, year=2025, post="head", name="沈若兰")
    GroupMemberFactory(community=None, street=street, year=2025)

    assert copy_group(street=street, community=community, year=2026, by=staff) == 1
    assert list(GroupMember.objects.for_year(2026).values_list("name", "post", "community")) == [
        ("沈若兰", "head", community.pk)
    ]
    with pytest.raises(ValidationError, match="已经建立"):
        copy_group(street=street, community=community, year=2026, by=staff)


def test_copy_without_last_years_group_says_so(street, community, staff):
    with pytest.raises(ValidationError, match="2025年没有领导小组名单"):
        copy_group(street=street, community=community, year=2026, by=staff)


def test_chart_ranks_posts_and_puts_the_street_first(street, community):
    GroupMemberFactory(community=community, post="member", name="组员")
    GroupMemberFactory(community=community, post="head", name="社区组长")
    GroupMemberFactory(community=None, street=street, post="deputy", name="副组长")
    members = list(GroupMember.objects.in_rank())
    assert [member.name for member in members] == ["副组长", "社区组长", "组员"]
    groups = groups_of(members)
    assert [group.community for group in groups] == [None, community]
    assert [member.name for member in groups[1].heads + groups[1].members] == ["社区组长", "组员"]


def test_totals_per_channel_and_their_sum(street, community):
    upper = FundLineFactory(community=community, channel="upper", budget=1000, received=400)
    ExpenseFactory.create_batch(2, line=upper, amount=150)
    FundLineFactory(community=community, channel="own", budget=1000, received=1000)

    rows = {total.label: total for total in totals_by_channel(FundLine.objects.all())}
    assert list(rows) == ["向上争取", "街道出资", "自筹", "合计"]
    assert (rows["向上争取"].received_rate, rows["向上争取"].spent_rate) == ("40.0%", "30.0%")
    assert rows["街道出资"].spent_rate == ""
    assert (rows["合计"].budget, rows["合计"].received, rows["合计"].spent) == (2000, 1400, 300)
    assert rows["合计"].balance == Decimal(1100)


def test_totals_cost_two_queries(community, django_assert_num_queries):
    for channel in ("upper", "street", "own"):
        ExpenseFactory(line=FundLineFactory(community=community, channel=channel))
    with django_assert_num_queries(2):
        totals_by_channel(FundLine.objects.all())


def test_spending_exactly_what_was_received_is_no_overspending(community):
    line = FundLineFactory(community=community, received=500)
    ExpenseFactory(line=line, amount=500)
    assert overspending_of(line) == ""
    ExpenseFactory(line=line, amount=Decimal("0.01"))
    assert "差0.01元" in overspending_of(FundLine.objects.with_spent().get())


@pytest.mark.parametrize(("days", "is_stale"), [(60, False), (61, True)])
def test_board_is_stale_after_more_than_sixty_days(community, days, is_stale):
    board = BoardFactory(community=community)
    EditionFactory(board=board, published_on=timezone.localdate() - timedelta(days=days))
    EditionFactory(board=board, published_on=timezone.localdate() - timedelta(days=200))
    assert Board.objects.stale().exists() is is_stale
    assert (board.state == "正常") is not is_stale


def test_new_board_has_sixty_days_for_its_first_edition(community):
    today = timezone.localdate()
    BoardFactory(community=community, built_on=today - timedelta(days=60))
    old = BoardFactory(community=community, built_on=today - timedelta(days=61))
    undated = BoardFactory(community=community)
    assert set(Board.objects.stale()) == {old, undated}
    assert undated.state == "从未出刊"
