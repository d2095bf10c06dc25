from portal.contributions import Contribution
from portal.links import link
from portal.pieces import Hit, MenuItem
from troupes.people.models import Person

SECTION = "团队"
HITS = 10


class PersonContribution(Contribution):
    def menu(self, user):
        if not user.works_with_troupes:
            return []
        items = [MenuItem("人员", link("troupes:person-list"), "address-book", SECTION, 102)]
        if not user.is_captain:
            items.append(MenuItem("人才库", link("troupes:talent-list"), "user-star", SECTION, 106))
        return items

    def search(self, user, text):
        people = Person.objects.visible_to(user).matching(text).without_private_fields()
        return [
            Hit(row.name, row.get_absolute_url(), "人员", f"{row.owner_name} {row.born}".strip())
            for row in people.select_related("community")[:HITS]
        ]
