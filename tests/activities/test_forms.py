from decimal import Decimal

from django.utils import timezone

from activities.funds.forms import FundLineFilter, FundLineForm
from activities.meetings.forms import MeetingFilter
from activities.models import FundLine, Meeting
from activities.surveys.forms import SurveyForm
from tests.activities.pages import errors
from tests.factories.activities.funds import FundLineFactory
from tests.factories.activities.meetings import MeetingFactory
from tests.factories.portal import UserFactory

TODAY = timezone.localdate


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


def test_row_of_staff_belongs_to_their_community_whatever_was_posted(staff, stranger):
    data = {
        "community": stranger.community_id,
        "year": TODAY().year,
        "title": "调查",
        "held_on": TODAY(),
        "sample": "50",
        "score": "90",
    }
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
