from datetime import timedelta

from django.utils import timezone

from tests.factories.portal import CommunityFactory, UserFactory
from tests.factories.troupes.groups import StarRatingFactory, TroupeFactory
from tests.factories.troupes.people import MembershipFactory
from troupes.models import Person, Troupe


def test_slot_reads_as_the_office_writes_it():
    assert TroupeFactory.build(community=None, street=None).slot == "周三 09:00–11:00"
    assert TroupeFactory.build(community=None, street=None, weekday=None).slot == ""


def test_size_leaders_and_star_are_those_of_today(community):
    troupe = TroupeFactory(community=community)
    leader = MembershipFactory(troupe=troupe, leading=True)
    MembershipFactory(troupe=troupe)
    MembershipFactory(troupe=troupe, leading=True, ended=True)
    StarRatingFactory(troupe=troupe, year=2023, stars=5)
    StarRatingFactory(troupe=troupe, year=2025, stars=3)
    row = Troupe.objects.with_size().with_star().with_leaders().get()
    assert (row.size, row.star, row.leader_names) == (2, 3, leader.person.name)


def test_troupe_whose_only_leader_left_is_without_leader(community):
    troupe = TroupeFactory(community=community)
    MembershipFactory(troupe=troupe, leading=True, ended=True)
    led = MembershipFactory(community=community, leading=True).troupe
    assert set(Troupe.objects.without_leader()) == {troupe}
    assert led not in Troupe.objects.without_leader()


def test_roster_counts_as_confirmed_for_twelve_months(community):
    today = timezone.localdate()
    fresh = TroupeFactory(community=community, roster_confirmed_on=today - timedelta(days=365))
    stale = TroupeFactory(community=community, roster_confirmed_on=today - timedelta(days=366))
    never = TroupeFactory(community=community)
    assert set(Troupe.objects.unconfirmed()) == {stale, never}
    assert [row.is_confirmed for row in (fresh, stale, never)] == [True, False, False]


def test_street_troupe_is_read_by_staff_but_kept_by_the_officer(street, staff, officer):
    troupe = TroupeFactory(community=None, street=street)
    assert troupe in Troupe.objects.visible_to(staff)
    assert troupe not in Troupe.objects.editable_by(staff)
    assert troupe in Troupe.objects.editable_by(officer)


def test_captain_of_another_community_sees_nothing(community):
    MembershipFactory(community=community)
    other = UserFactory(captain=True, community=CommunityFactory(street=community.street))
    assert not Troupe.objects.visible_to(other).exists()
    assert not Person.objects.visible_to(other).exists()
