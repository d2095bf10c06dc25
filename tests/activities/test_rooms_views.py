from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Booking, Expense, GroupMember, Resolution
from tests.activities.pages import page, queries, url
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.leading_group import GroupMemberFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.school import CourseFactory, LessonFactory, PartnerSchoolFactory
from tests.factories.activities.surveys import SurveyFactory
from tests.factories.activities.trainings import TrainingFactory
from tests.factories.activities.venues import BookingFactory, VenueFactory

LISTS = {
    "groupmember": GroupMemberFactory, "meeting": MeetingFactory, "resolution": ResolutionFactory,
    "fundline": FundLineFactory, "expense": ExpenseFactory, "venue": VenueFactory,
    "booking": BookingFactory, "partnerschool": PartnerSchoolFactory, "course": CourseFactory,
    "lesson": LessonFactory, "board": BoardFactory, "edition": EditionFactory,
    "training": TrainingFactory, "survey": SurveyFactory,
}  # fmt: skip
DETAILS = [
    "groupmember",
    "meeting",
    "fundline",
    "venue",
    "partnerschool",
    "course",
    "board",
    "training",
    "survey",
]


@pytest.mark.parametrize("name", LISTS)
def test_list_costs_the_same_for_one_row_and_for_three(
    client, officer, community, name, django_assert_max_num_queries
):
    client.force_login(officer)
    LISTS[name](community=community)
    page(client, url(f"{name}-list"))
    one = queries(client, url(f"{name}-list"), django_assert_max_num_queries)
    LISTS[name].create_batch(2, community=community)
    assert queries(client, url(f"{name}-list"), django_assert_max_num_queries) == one


@pytest.mark.parametrize("name", LISTS)
def test_list_sorts_by_every_offered_column_and_exports(client, officer, community, name):
    client.force_login(officer)
    LISTS[name].create_batch(2, community=community)
    columns = client.get(url(f"{name}-list")).context["table"].columns
    for column in columns:
        if column.sort:
            rows = client.get(url(f"{name}-list"), {"sort": f"-{column.sort}"}).context["rows"]
            assert len(rows) == 2, column.sort
    export = client.get(url(f"{name}-list"), {"export": "xlsx"})
    assert export.content[:2] == b"PK"


@pytest.mark.parametrize("name", LISTS)
def test_empty_list_says_what_to_do(client, staff, name):
    client.force_login(staff)
    response = client.get(url(f"{name}-list"))
    assert response.context["empty_text"] != "还没有记录。"
    assert response.context["empty_text"] in response.content.decode()


@pytest.mark.parametrize("name", DETAILS)
def test_staff_of_another_community_find_no_row(client, stranger, community, name):
    row = LISTS[name](community=community)
    client.force_login(stranger)
    for verb in ("detail", "edit", "delete"):
        assert client.get(url(f"{name}-{verb}", row.pk)).status_code == 404
    assert client.get(url(f"{name}-list")).context["rows"].count() == 0


@pytest.mark.parametrize("name", DETAILS)
def test_leader_reads_and_changes_nothing(client, leader, community, name):
    row = LISTS[name](community=community)
    client.force_login(leader)
    body = page(client, url(f"{name}-detail", row.pk))
    assert url(f"{name}-edit", row.pk) not in body
    assert client.get(url(f"{name}-edit", row.pk)).status_code == 404
    assert client.post(url(f"{name}-delete", row.pk)).status_code == 404
    assert client.get(url(f"{name}-create")).status_code == 403


@pytest.mark.parametrize("name", DETAILS)
def test_editor_opens_form_and_deletes(client, staff, community, name):
    row = LISTS[name](community=community)
    client.force_login(staff)
    assert url(f"{name}-edit", row.pk) in page(client, url(f"{name}-detail", row.pk))
    page(client, url(f"{name}-edit", row.pk))
    page(client, url(f"{name}-delete", row.pk))
    response = client.post(url(f"{name}-delete", row.pk))
    assert response.url == url(f"{name}-list")
    assert not type(row).objects.exists()


CHILDREN = {
    "resolution": ("meeting", "meeting"), "expense": ("fundline", "line"), "booking": ("venue", "venue"),
    "lesson": ("course", "course"), "edition": ("board", "board"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHILDREN)
def test_child_is_added_from_its_parents_page_and_deleted_back_to_it(client, staff, community, name):
    parent_name, field = CHILDREN[name]
    child = LISTS[name](community=community)
    parent = getattr(child, field)
    client.force_login(staff)
    body = page(client, parent.get_absolute_url())
    for address in (
        url(f"{parent_name}-{name}-add", parent.pk), url(f"{name}-edit", child.pk), url(f"{name}-delete", child.pk),
    ):  # fmt: skip
        assert address in body
    page(client, url(f"{name}-edit", child.pk))
    assert client.post(url(f"{name}-delete", child.pk)).url == parent.get_absolute_url()
    assert not type(child).objects.exists()


@pytest.mark.parametrize("name", CHILDREN)
def test_parents_page_costs_the_same_for_one_child_and_for_three(
    client, staff, community, name, django_assert_max_num_queries
):
    child = LISTS[name](community=community)
    field = CHILDREN[name][1]
    parent = getattr(child, field)
    client.force_login(staff)
    page(client, parent.get_absolute_url())
    one = queries(client, parent.get_absolute_url(), django_assert_max_num_queries)
    LISTS[name].create_batch(2, **{field: parent})
    assert queries(client, parent.get_absolute_url(), django_assert_max_num_queries) == one


@pytest.mark.parametrize("name", CHILDREN)
def test_empty_child_form_stays_on_its_page_with_sentences(client, staff, community, name):
    parent_name, field = CHILDREN[name]
    parent = getattr(LISTS[name](community=community), field)
    client.force_login(staff)
    response = client.post(url(f"{parent_name}-{name}-add", parent.pk), {})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert str(parent) in response.content.decode()


def test_resolution_is_added_finished_and_reopened_on_the_meetings_page(client, staff, community):
    meeting = MeetingFactory(community=community)
    client.force_login(staff)
    data = {"title": "维修音响", "responsible": staff.pk, "due_on": timezone.localdate()}
    assert client.post(url("meeting-resolution-add", meeting.pk), data).url == meeting.get_absolute_url()
    row = Resolution.objects.get()
    assert url("resolution-finish", row.pk) in page(client, meeting.get_absolute_url())

    client.post(url("resolution-finish", row.pk))
    body = page(client, meeting.get_absolute_url())
    assert "已办结" in body
    assert url("resolution-finish", row.pk) not in body
    client.post(url("resolution-reopen", row.pk))
    row.refresh_from_db()
    assert row.done_on is None


def test_responsible_staff_see_the_verb_on_the_streets_meeting_others_do_not(client, staff, stranger, street):
    meeting = MeetingFactory(community=None, street=street)
    row = ResolutionFactory(meeting=meeting, responsible=staff)
    client.force_login(stranger)
    assert url("resolution-finish", row.pk) not in page(client, meeting.get_absolute_url())
    assert client.post(url("resolution-finish", row.pk)).status_code == 403
    client.force_login(staff)
    assert url("resolution-finish", row.pk) in page(client, meeting.get_absolute_url())
    client.post(url("resolution-finish", row.pk))
    row.refresh_from_db()
    assert row.done_on == timezone.localdate()


def test_meeting_on_paper_has_minutes_and_signature_lines(client, staff, community):
    meeting = MeetingFactory(community=community, with_minutes=True, absentees="顾明远（公差）")
    client.force_login(staff)
    body = page(client, meeting.get_absolute_url())
    for text in (
        "会议记录",
        "缺席及原因",
        "顾明远（公差）",
        meeting.minutes,
        "主持人（签名）",
        "记录人（签名）",
    ):
        assert text in body


def test_money_page_names_itself_a_management_ledger_and_totals_what_is_filtered(
    client, officer, community, stranger
):
    FundLineFactory(community=community, channel="own", budget=1000, received=500)
    FundLineFactory(community=stranger.community, channel="own", budget=9000, received=0)
    client.force_login(officer)
    response = client.get(url("fundline-list"), {"community": community.pk})
    assert "不是会计账" in response.content.decode()
    assert [total.budget for total in response.context["totals"]] == [0, 0, 1000, 1000]


def test_spending_above_what_was_received_is_saved_with_a_warning(client, staff, community):
    line = FundLineFactory(community=community, received=100, source="居民捐助")
    client.force_login(staff)
    data = {"spent_on": timezone.localdate(), "purpose": "奖品", "amount": "130"}
    response = client.post(url("fundline-expense-add", line.pk), data, follow=True)
    assert Expense.objects.get().amount == 130
    body = response.content.decode()
    assert "“居民捐助”已支出130.00元，超过到位的100.00元，差30.00元" in body
    assert "待补凭证" in body


def test_fund_line_with_expenses_is_not_deleted_but_explained(client, staff, community):
    line = ExpenseFactory(community=community).line
    client.force_login(staff)
    response = client.post(url("fundline-delete", line.pk), follow=True)
    assert "还有关联的支出，不能删除" in response.content.decode()


def test_overlapping_booking_is_explained_and_nothing_entered_is_lost(client, staff, community):
    taken = BookingFactory(community=community, purpose="合唱排练")
    client.force_login(staff)
    data = {
        "purpose": "围棋赛",
        "starts_at": timezone.localtime(taken.starts_at).strftime("%Y-%m-%dT%H:%M"),
        "ends_at": timezone.localtime(taken.ends_at).strftime("%Y-%m-%dT%H:%M"),
    }
    response = client.post(url("venue-booking-add", taken.venue_id), data)
    body = response.content.decode()
    assert f"已登记给“{taken.purpose}”" in body
    assert 'value="围棋赛"' in body
    assert Booking.objects.count() == 1


def test_booking_that_ends_before_it_starts_is_a_sentence(client, staff, community):
    venue = VenueFactory(community=community)
    client.force_login(staff)
    data = {"purpose": "围棋赛", "starts_at": "2026-05-08T10:00", "ends_at": "2026-05-08T09:00"}
    assert "结束时间应晚于开始时间" in client.post(url("venue-booking-add", venue.pk), data).content.decode()


def test_chart_shows_the_posts_of_the_chosen_year(client, officer, street, community):
    GroupMemberFactory(
        community=None, street=street, post="head", name="韩立新", year=timezone.localdate().year
    )
    GroupMemberFactory(community=community, post="clerk", name="孟晓岚", year=timezone.localdate().year - 1)
    client.force_login(officer)
    now = page(client, url("groupmember-chart"))
    assert "韩立新" in now
    assert "孟晓岚" not in now
    before = page(client, url("groupmember-chart") + f"?year={timezone.localdate().year - 1}")
    assert "孟晓岚" in before


def test_chart_with_a_nonsense_year_shows_this_year(client, officer):
    client.force_login(officer)
    assert client.get(url("groupmember-chart") + "?year=abc").context["year"] == timezone.localdate().year


def test_staff_copy_last_years_group_of_their_community(client, staff, community, stranger):
    last = timezone.localdate().year - 1
    GroupMemberFactory(community=community, year=last, name="沈若兰")
    GroupMemberFactory(community=stranger.community, year=last)
    client.force_login(staff)
    assert "沿用上年名单" in page(client, url("groupmember-list"))
    client.post(url("groupmember-copy"))
    assert [member.name for member in GroupMember.objects.for_year(last + 1)] == ["沈若兰"]


def test_leader_does_not_copy_the_group(client, leader):
    client.force_login(leader)
    assert client.post(url("groupmember-copy")).status_code == 403


def test_long_boards_show_the_newest_and_lead_to_all_of_them(client, staff, community):
    board = BoardFactory(community=community, code="01-7")
    EditionFactory.create_batch(21, board=board, published_on=timezone.localdate() - timedelta(days=3))
    EditionFactory(community=community)
    client.force_login(staff)
    response = client.get(board.get_absolute_url())
    assert len(response.context["children"]) == 20
    assert len(client.get(response.context["more_children"]).context["rows"]) == 21
