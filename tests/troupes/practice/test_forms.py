from datetime import date

import pytest
from django.utils import timezone

from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.practice import RehearsalFactory
from troupes.models import Rehearsal
from troupes.practice.forms import RehearsalFilter, RehearsalForm, SeriesForm


def test_new_rehearsal_begins_with_the_weekly_slot(community, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    form = RehearsalForm(instance=Rehearsal(troupe=troupe), user=captain)
    assert form.initial["place"] == troupe.place
    assert form.initial["date"] == timezone.localdate()
    assert "09:00" in str(form["starts_at"])


@pytest.mark.parametrize(
    ("change", "word"), [({}, "同一时间已有"), ({"starts_at": "13:00"}, "结束时间应晚于")]
)
def test_rehearsal_that_cannot_be_is_refused(community, captain, change, word):
    there = RehearsalFactory(troupe=TroupeFactory(community=community, captain=captain))
    data = {"date": there.date, "starts_at": "09:00", "ends_at": "11:00", "kind": "rehearsal"} | change
    assert word in str(RehearsalForm(data, instance=Rehearsal(troupe=there.troupe), user=captain).errors)


def test_rehearsal_without_a_given_troupe_offers_those_one_keeps(community, captain, stranger):
    own = TroupeFactory(community=community, captain=captain)
    TroupeFactory(community=community)
    TroupeFactory(community=stranger.community)
    assert set(RehearsalForm(user=captain).fields["troupe"].queryset) == {own}


def test_series_suggests_the_troupes_weekday(community, captain):
    troupe = TroupeFactory(community=community, weekday=5)
    assert SeriesForm(instance=Rehearsal(troupe=troupe), user=captain).fields["weekday"].initial == 5


def test_rehearsal_filter_by_roll_call_and_year(community, officer):
    rows = {
        "open": RehearsalFactory(community=community, date=date(2025, 3, 3)),
        "ahead": RehearsalFactory(community=community, date=date(2999, 1, 1)),
    }
    for state, row in rows.items():
        assert set(RehearsalFilter({"call": state}, user=officer).filter(Rehearsal.objects.all())) == {row}
    assert set(RehearsalFilter({"year": "2025"}, user=officer).filter(Rehearsal.objects.all())) == {
        rows["open"]
    }
