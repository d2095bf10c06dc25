from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.contributions import all_metrics
from tests.factories.portal import CommunityFactory
from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.honours import AwardFactory
from tests.factories.troupes.people import MembershipFactory, PersonFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory

UNTIL = date(2025, 12, 31)
KEYS = ["active_troupes", "roster_complete", "troupe_frequency", "awards"]


def value(key, community, until=UNTIL):
    return all_metrics()[key].compute(community.street, until.year, until).get(community.pk)


def test_active_troupes_are_those_in_use_and_registered_by_then(community):
    TroupeFactory(community=community)
    TroupeFactory(community=community, registered_on=UNTIL)
    TroupeFactory(community=community, registered_on=UNTIL + timedelta(days=1))
    TroupeFactory(community=community, closed=True)
    TroupeFactory(community=None, street=community.street)
    assert value("active_troupes", community) == 2


def test_roster_share_counts_complete_members_of_confirmed_rosters(community):
    kept = TroupeFactory(community=community, roster_confirmed_on=date(2025, 3, 1))
    stale = TroupeFactory(community=community, roster_confirmed_on=date(2024, 12, 30))
    MembershipFactory(troupe=kept)
    MembershipFactory(troupe=kept, person=PersonFactory(community=community, phone=None))
    MembershipFactory(troupe=kept, since=date(2023, 1, 1), until=date(2025, 12, 30))
    MembershipFactory(troupe=kept, since=date(2026, 1, 1))
    MembershipFactory(troupe=stale)
    assert value("roster_complete", community) == Decimal(1) / 3


def test_frequency_is_the_mean_over_troupes_capped_at_one(community):
    busy, idle = TroupeFactory(community=community), TroupeFactory(community=community)
    for number in range(25):
        RollCallFactory(
            rehearsal=RehearsalFactory(troupe=busy, date=date(2025, 1, 1) + timedelta(days=number))
        )
    for number in range(6):
        RollCallFactory(
            rehearsal=RehearsalFactory(troupe=idle, date=date(2025, 2, 1) + timedelta(days=number))
        )
    RehearsalFactory(troupe=idle, date=date(2025, 5, 1))  # nobody called its roll
    RollCallFactory(rehearsal=RehearsalFactory(troupe=idle, date=date(2024, 5, 1)))
    assert value("troupe_frequency", community) == (1 + Decimal(6) / 24) / 2
    assert value("troupe_frequency", community, date(2025, 1, 12)) == Decimal(12) / 24 / 2


def test_awards_of_the_year_up_to_the_day(community):
    AwardFactory(community=community, awarded_on=date(2025, 5, 1))
    AwardFactory(community=community, troupe=None, awarded_on=UNTIL)
    AwardFactory(community=community, awarded_on=date(2024, 12, 31))
    assert value("awards", community) == 2
    assert value("awards", community, date(2025, 6, 30)) == 1


@pytest.mark.parametrize("key", KEYS)
def test_metric_takes_the_same_queries_for_one_community_and_for_three(
    key, community, django_assert_num_queries
):
    metric = all_metrics()[key]

    def fill(owner):
        row = RollCallFactory(community=owner)
        MembershipFactory(troupe=row.rehearsal.troupe)
        AwardFactory(community=owner)

    fill(community)
    limit = 2 if key == "troupe_frequency" else 1
    with django_assert_num_queries(limit):
        assert set(metric.compute(community.street, 2025, UNTIL)) <= {community.pk}
    for _ in range(2):
        fill(CommunityFactory(street=community.street))
    with django_assert_num_queries(limit):
        metric.compute(community.street, 2025, UNTIL)


@pytest.mark.parametrize("key", KEYS)
def test_figure_leads_to_the_rows_behind_it(key, client, officer, community):
    troupe = TroupeFactory(community=community, name="滨河舞蹈队")
    client.force_login(officer)
    metric = all_metrics()[key]
    response = client.get(metric.rows_url(community, 2025))
    assert response.status_code == 200
    assert response.context["filter"].is_narrowed
    assert response.context["filter"].cleaned_data["community"] == community
    assert troupe.community == community
