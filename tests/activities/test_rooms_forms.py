from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from activities.corridor.forms import BoardForm, EditionForm
from activities.funds.forms import ExpenseForm, FundLineFilter, FundLineForm
from activities.meetings.forms import MeetingFilter, MeetingForm, ResolutionForm
from activities.models import Edition, Expense, FundLine, Lesson, Meeting, Resolution
from activities.school.forms import LessonForm
from activities.surveys.forms import SurveyForm
from activities.venues.forms import BookingForm, VenueForm
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.funds import FundLineFactory
from tests.factories.activities.meetings import MeetingFactory
from tests.factories.activities.school import CourseFactory
from tests.factories.activities.venues import BookingFactory
from tests.factories.portal import UserFactory

TODAY = timezone.localdate


def errors(form):
    assert not form.is_valid()
    return {name: list(texts) for name, texts in form.errors.items()}


def test_list_filter_opens_on_this_year_and_can_show_all(officer, community):
    now = timezone.now()
    MeetingFactory(community=community, title="今年的会", held_at=now)
    MeetingFactory(community=community, title="去年的会", held_at=now.replace(year=now.year - 1, day=1))

    def titles(data):
        form = MeetingFilter(data, user=officer)
        return {
            meeting.title for meeting in form.filter(Meeting.objects.visible_to(officer))
        }, form.is_narrowed

    assert titles(None) == ({"今年的会"}, False)
    assert titles({"year": str(now.year - 1)})[0] == {"去年的会"}
    assert titles({"year": "all"})[0] == {"今年的会", "去年的会"}


def test_filter_by_unit_reaches_the_community_through_the_parent(officer, street, community):
    inside = MeetingFactory(community=community, held_at=timezone.now())
    of_street = MeetingFactory(community=None, street=street, held_at=timezone.now())

    def found(value):
        return set(
            MeetingFilter({"community": value}, user=officer).filter(Meeting.objects.visible_to(officer))
        )

    assert found(str(community.pk)) == {inside}
    assert found("street") == {of_street}


def test_minutes_before_the_meeting_are_refused(officer):
    ahead = timezone.localtime() + timedelta(days=3)
    data = {
        "title": "筹备会",
        "kind": "special",
        "held_at": ahead.strftime("%Y-%m-%dT%H:%M"),
        "minutes": "已经定了",
    }
    assert errors(MeetingForm(data, user=officer)) == {
        "minutes": ["会议还没有召开，不能先写纪要；请核对会议时间。"]
    }


def test_resolution_goes_to_nobody_who_cannot_read_the_meeting(
    officer, leader, staff, stranger, captain, community
):
    resolution = Resolution(meeting=MeetingFactory(community=community))
    choices = set(ResolutionForm(user=officer, instance=resolution).fields["responsible"].queryset)
    assert choices == {officer, leader, staff}


def test_street_resolution_may_go_to_any_communitys_staff(officer, leader, staff, stranger, captain, street):
    resolution = Resolution(meeting=MeetingFactory(community=None, street=street))
    choices = set(ResolutionForm(user=officer, instance=resolution).fields["responsible"].queryset)
    assert choices == {officer, leader, staff, stranger}


def test_resolution_due_before_its_meeting_is_refused(officer, community):
    resolution = Resolution(meeting=MeetingFactory(community=community))
    form = ResolutionForm(
        {"title": "补种", "due_on": TODAY() - timedelta(days=1)}, user=officer, instance=resolution
    )
    assert list(errors(form)) == ["due_on"]


def test_expense_belongs_to_the_lines_year_and_not_to_the_future(staff, community):
    line = FundLineFactory(community=community)

    def date_error(day):
        data = {"spent_on": day, "purpose": "奖品", "amount": "10"}
        return errors(ExpenseForm(data, user=staff, instance=Expense(line=line)))["spent_on"][0]

    assert f"属于{line.year}年" in date_error(TODAY().replace(year=line.year - 1, day=1))
    assert "不能晚于今天" in date_error(TODAY() + timedelta(days=1))


def test_expense_of_nothing_is_refused(staff, community):
    expense = Expense(line=FundLineFactory(community=community))
    form = ExpenseForm({"spent_on": TODAY(), "purpose": "奖品", "amount": "0"}, user=staff, instance=expense)
    assert list(errors(form)) == ["amount"]


def test_fund_line_refuses_negative_money_and_a_year_far_off(officer):
    data = {"year": "1820", "channel": "own", "source": "自筹", "budget": "-1", "received": "0"}
    assert set(errors(FundLineForm(data, user=officer))) == {"year", "budget"}


def test_shared_venue_needs_unit_and_agreement(staff):
    form = VenueForm({"name": "篮球馆", "kind": "shared"}, user=staff)
    found = errors(form)
    assert found["unit"] == ["共享场地请填写所属单位。"]
    assert "共享场地请填写协议起始日期。" in found["__all__"]


def test_booking_offers_only_own_troupes_and_open_events(staff, stranger, community):
    booking = BookingFactory(community=community)
    form = BookingForm(user=staff, instance=booking)
    assert set(form.fields["troupe"].queryset) == set()
    assert form.fields["event"].queryset.count() == 0


def test_lesson_attended_above_enrolled_is_refused_with_the_remedy(staff, community):
    lesson = Lesson(course=CourseFactory(community=community))
    held = timezone.localtime() - timedelta(minutes=5)
    data = {"held_at": held.strftime("%Y-%m-%dT%H:%M"), "topic": "反诈", "enrolled": "5", "attended": "6"}
    form = LessonForm(data, user=staff, instance=lesson)
    assert errors(form)["__all__"] == ["到课人数不能多于报名人数；临时来的人请补记报名。"]


def test_lesson_ahead_is_refused(staff, community):
    lesson = Lesson(course=CourseFactory(community=community))
    ahead = timezone.localtime() + timedelta(days=2)
    data = {"held_at": ahead.strftime("%Y-%m-%dT%H:%M"), "topic": "反诈", "enrolled": "5", "attended": "5"}
    assert "不能晚于今天" in errors(LessonForm(data, user=staff, instance=lesson))["held_at"][0]


def test_board_code_taken_in_the_street_is_a_sentence_not_a_crash(staff, stranger, community):
    BoardFactory(community=stranger.community, code="01-1")
    form = BoardForm({"code": "01-1", "kind": "notice", "location": "门口", "length": "0"}, user=staff)
    assert errors(form)["__all__"] == ["这个编号已被使用。"]


def test_issue_entered_twice_on_a_board_is_a_sentence_not_a_crash(staff, community):
    first = EditionFactory(community=community, issue="2026-01")
    data = {"issue": "2026-01", "theme": "春节", "pages": "4", "published_on": TODAY()}
    form = EditionForm(data, user=staff, instance=Edition(board=first.board))
    assert errors(form)["__all__"] == ["该期号已登记。"]


@pytest.mark.parametrize("score", ["-1", "100.5"])
def test_survey_score_outside_the_scale_is_refused(staff, score):
    data = {"year": TODAY().year, "title": "调查", "held_on": TODAY(), "sample": "50", "score": score}
    assert list(errors(SurveyForm(data, user=staff))) == ["score"]


def test_row_of_staff_belongs_to_their_community_whatever_was_posted(staff, stranger):
    data = {
        "community": stranger.community_id, "year": TODAY().year, "title": "调查", "held_on": TODAY(),
        "sample": "50", "score": "90",
    }  # fmt: skip
    form = SurveyForm(data, user=staff)
    assert form.is_valid(), form.errors
    assert form.save().community == staff.community


def test_account_without_community_of_another_street_offers_no_foreign_community(officer, foreigner):
    other = UserFactory().community
    form = FundLineForm(
        {
            "community": other.pk,
            "year": TODAY().year,
            "channel": "own",
            "source": "自筹",
            "budget": Decimal(1),
            "received": 0,
        },
        user=officer,
    )
    assert list(errors(form)) == ["community"]


def test_list_with_totals_opens_for_staff_on_their_community_and_can_show_the_street(
    staff, street, community
):
    own = FundLineFactory(community=community)
    of_street = FundLineFactory(community=None, street=street)

    def found(data):
        form = FundLineFilter(data, user=staff)
        return set(form.filter(FundLine.objects.visible_to(staff))), form.is_narrowed

    assert found(None) == ({own}, False)
    assert found({"community": ""}) == ({own, of_street}, False)
    assert found({"community": "street"}) == ({of_street}, True)
