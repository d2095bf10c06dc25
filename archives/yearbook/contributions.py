"""The yearbook in the shell: its menu item, the officer's to-do and the chapters that are its own."""

from datetime import date

from django.utils import timezone

from activities.models import Event
from archives.yearbook.chapters.appendix import appendix
from archives.yearbook.chapters.overview import overview
from archives.yearbook.chapters.readings import read_metrics
from archives.yearbook.chapters.statistics import statistics
from archives.yearbook.models import Yearbook
from portal.contributions import Contribution
from portal.links import link
from portal.pieces import MenuItem, Todo

DUE = (3, 31)  # 年鉴供稿 ends in January; the book is out by the end of March


class YearbookContribution(Contribution):
    def menu(self, user):
        if not (user.street_id and (user.is_officer or user.is_leader or user.is_staff_member)):
            return []
        return [MenuItem("年鉴", link("archives:yearbook-list"), "book-2", "档案", 420)]

    def todos(self, user):
        """The officer issues last year's yearbook by the end of March."""
        if not user.is_officer:
            return []
        today = timezone.localdate()
        year = today.year - 1
        yearbook = Yearbook.objects.visible_to(user).with_editions().filter(year=year).first()
        if yearbook and yearbook.edition_count:
            return []
        if not Event.objects.visible_to(user).for_year(year).held().exists():
            return []
        url = yearbook.get_absolute_url() if yearbook else link("archives:yearbook-create", year=year)
        return [Todo(f"{year}年的年鉴还没有编印", url, "年鉴", due=date(today.year, *DUE))]

    def chapters(self, street, year):
        readings = read_metrics(street, year)
        before = read_metrics(street, year - 1, adding_up=True)
        return [
            overview(street, year, readings),
            statistics(street, year, readings, before),
            appendix(street, year),
        ]
