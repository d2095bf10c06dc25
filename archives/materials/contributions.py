"""Photos in the shell: menu, search, beside an event; and the chapters of the yearbook that are made of them."""

from django.db.models import Q

from archives.dossiers.models import Dossier
from archives.materials import metrics
from archives.materials.chapter import PICTURES, communities, pictured_year, pictures
from archives.materials.models import Material
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import Fact, Hit, MenuItem, unwritten


class MaterialContribution(Contribution):
    def menu(self, user):
        if not user.street_id or not (user.is_officer or user.is_staff_member or user.is_leader):
            return []
        return [MenuItem("照片", link("archives:photo-list"), "photo", "档案", 410)]

    def search(self, user, text):
        found = Material.objects.visible_to(user).photos().usable()
        rows = found.filter(Q(title__icontains=text) | Q(people__icontains=text))
        return [
            Hit(str(row), row.get_absolute_url(), "照片", row.dossier.event.title)
            for row in rows.select_related("dossier__event").order_by("-taken_at", "-pk")[:10]
        ]

    def metrics(self):
        return declared_in(metrics)

    def event_facts(self, user, event):
        """The way to the event's photos."""
        rows = Dossier.objects.visible_to(user).with_photo_count().filter(event=event)
        return [
            Fact("照片", dossier.photo_count, "张", url=link("archives:photo-list", event=event.pk))
            for dossier in rows
        ]

    def chapters(self, street, year):
        pictured = pictured_year(street, year)
        return [communities(street, pictured), pictures(pictured)]

    def gaps(self, street, year):
        own = Material.objects.photos().filter(
            state=Material.State.READY, dossier__event__street=street, dossier__event__community=None
        )
        printed = own.filter(dossier__in=Dossier.objects.for_year(year).ended())
        return unwritten(PICTURES, printed, link("archives:photo-list", year=year))
