from activities.venues import metrics
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, MenuItem


class VenueContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("场地", link("activities:venue-list"), "building-community", SUPPORT, 330)]

    def metrics(self):
        return declared_in(metrics)
