import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.models import Notice
from tests.factories.troupes.groups import StarRatingFactory, TroupeFactory
from tests.factories.troupes.people import MembershipFactory
from troupes.groups import services as groups
from troupes.groups.rules import can_rate


def today():
    return timezone.localdate()


def test_confirm_roster_needs_members_and_writes_the_day(community, staff):
    troupe = TroupeFactory(community=community)
    with pytest.raises(ValidationError, match="还是空的"):
        groups.confirm_roster(troupe=troupe, by=staff)
    MembershipFactory(troupe=troupe)
    assert groups.confirm_roster(troupe=troupe, by=staff) == 1
    troupe.refresh_from_db()
    assert troupe.roster_confirmed_on == today()


def test_new_captain_is_told_once(community, captain, officer):
    troupe = TroupeFactory(community=community)
    troupe.captain = captain
    groups.save_troupe(troupe=troupe, by=officer)
    groups.save_troupe(troupe=troupe, by=officer)
    assert [notice.user for notice in Notice.objects.all()] == [captain]


def test_only_the_officer_rates(community, officer, staff, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    with pytest.raises(ValidationError, match="文化员"):
        groups.rate_troupe(rating=StarRatingFactory.build(troupe=troupe), by=staff)
    groups.rate_troupe(rating=StarRatingFactory.build(troupe=troupe), by=officer)
    assert Notice.objects.get().user == captain
    assert [can_rate(user) for user in (officer, staff, captain)] == [True, False, False]
