from datetime import timedelta

from django.utils import timezone

from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import Fact, MenuItem, Panel, Todo, folded, unwritten
from troupes.people.contributions import SECTION
from troupes.practice import chapter, figures, metrics
from troupes.practice.models import Rehearsal

CALL_DAYS = 3  # days after a rehearsal within which its roll should be called
LOOK_BACK = 60  # older rehearsals without a roll call are found in the list, not on the home page
COMING, RECENT = 4, 8  # rehearsals on the page of their group


class PracticeContribution(Contribution):
    def menu(self, user):
        if not user.works_with_troupes:
            return []
        return [MenuItem("排练", link("troupes:rehearsal-list"), "checklist", SECTION, 103)]

    def todos(self, user):
        """The captain's rehearsals whose roll nobody has called."""
        return _uncalled(user) if user.is_captain else []

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.troupe_chapter(street, year)]

    def gaps(self, street, year):
        return unwritten(chapter.TITLE, chapter.printed_troupes(street), link("troupes:troupe-list"))

    def troupe_facts(self, user, troupe):
        held = figures.year_of(user, troupe)
        url = link("troupes:rehearsal-list", troupe=troupe.pk, year=held.year)
        return [
            Fact(f"{held.year}年排练与活动", held.number, "次", target=metrics.YEARLY_REHEARSALS, url=url),
            Fact("出勤率", held.rate_text, note=f"{held.present} / {held.called} 人次", url=url),
            Fact("待点名", held.uncalled, "次", url=f"{url}&call=open"),
        ]

    def troupe_panels(self, user, troupe):
        today = timezone.localdate()
        practice = Rehearsal.objects.visible_to(user).filter(troupe=troupe)
        held = list(practice.for_year(today.year).until(today).with_attendance())
        context = {
            "coming": list(practice.filter(date__gt=today).order_by("date")[:COMING]),
            "rehearsals": held[:RECENT],
            "trainings": [row for row in held if row.kind == Rehearsal.Kind.TRAINING],
        }
        return [Panel("troupes/practice/_rehearsals.html", context)]

    def person_panels(self, user, person):
        year = timezone.localdate().year
        context = {"attendance": figures.attendance_of(user, person, year), "year": year}
        return [Panel("troupes/practice/_attendance.html", context)]


def _uncalled(user):
    today = timezone.localdate()
    rows = Rehearsal.objects.editable_by(user).without_call().until(today)
    rows = rows.filter(date__gte=today - timedelta(days=LOOK_BACK)).select_related("troupe").order_by("date")
    found = [
        Todo(
            f"给“{row.troupe}”{row.date:%-m月%-d日}的{row.get_kind_display()}点名",
            link("troupes:rehearsal-call", row.pk),
            "点名",
            due=row.date + timedelta(days=CALL_DAYS),
        )
        for row in rows
    ]
    return folded(
        found, f"近{LOOK_BACK}天有 {{n}} 次排练没有点名", link("troupes:rehearsal-list", call="open")
    )
