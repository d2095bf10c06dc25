from datetime import date, timedelta

from activities.venues import metrics as venues_metrics
from tests.activities.moments import END, YEAR
from tests.factories.activities.venues import VenueFactory


def test_shared_units_count_each_unit_once_and_only_in_force(street, community):
    def shared(unit, since, until=None):
        VenueFactory(community=community, kind="shared", unit=unit, agreed_from=since, agreed_until=until)

    shared("龙三小", date(YEAR, 1, 1))
    shared("龙三小", date(YEAR, 2, 1), END)
    shared("龙三中", date(YEAR, 1, 1), END - timedelta(days=1))
    shared("成人教育中心", END + timedelta(days=1))
    VenueFactory(community=community)

    assert venues_metrics.shared_units.of_communities(street, YEAR, END) == {community.pk: 1}


def test_shared_venue_without_unit_counts_by_its_name(street, community):
    for name in ("一号厅", "二号厅"):
        VenueFactory(community=community, shared=True, unit="", name=name, agreed_from=date(YEAR, 1, 1))

    assert venues_metrics.shared_units.of_communities(street, YEAR, END) == {community.pk: 2}
