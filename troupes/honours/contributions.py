from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import MenuItem, Panel, unwritten
from troupes.honours import chapter, metrics
from troupes.honours.models import Award, Programme
from troupes.people.contributions import SECTION


class HonourContribution(Contribution):
    def menu(self, user):
        if not user.works_with_troupes or user.is_captain:
            return []
        return [
            MenuItem("节目", link("troupes:programme-list"), "music", SECTION, 104),
            MenuItem("获奖", link("troupes:award-list"), "trophy", SECTION, 105),
        ]

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.award_chapter(street, year)]

    def gaps(self, street, year):
        awards = Award.objects.filter(street=street).for_year(year)
        return unwritten(chapter.TITLE, awards, link("troupes:award-list", year=year))

    def troupe_panels(self, user, troupe):
        programmes = Programme.objects.visible_to(user).filter(troupe=troupe)
        awards = Award.objects.visible_to(user).filter(troupe=troupe)
        return [
            Panel("troupes/honours/_programmes.html", {"programmes": programmes}),
            Panel("troupes/honours/_awards.html", {"awards": awards}),
        ]
