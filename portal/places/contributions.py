from portal.contributions import Contribution
from portal.links import link
from portal.pieces import SYSTEM, MenuItem


class PlaceContribution(Contribution):
    def menu(self, user):
        items = []
        if user.is_administrator:
            items.append(MenuItem("街道", _streets_address(user), "building", SYSTEM, 890))
        if user.is_administrator or user.is_officer:
            items.append(MenuItem("社区", link("community-list"), "building-community", SYSTEM, 895))
        return items


def _streets_address(user):
    """An administrator of one street has no list to choose from."""
    return link("street-detail", user.street_id) if user.street_id else link("street-list")
