from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities.event_states import is_counted, took_place
from activities.events import chapter, metrics, todos
from activities.events.models import Event, Task
from activities.plans.lights import TONES, elapsed_share, light_of, share_of
from activities.plans.models import Target
from portal.access import own_level
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import YEAR, Fact, Hit, MenuItem, unwritten

HITS = 10


class EventContribution(Contribution):
    def menu(self, user):
        if not (user.follows_the_year or user.is_captain):
            return []
        return [
            MenuItem("活动", link("activities:event-list"), "confetti", YEAR, 220),
            MenuItem("日历", link("activities:calendar"), "calendar", YEAR, 230),
        ]

    def todos(self, user):
        return todos.todos_of(user)

    def year_state(self, user, year):
        """Events held against the plan and 人次 against the target; of the street or the own community."""
        return _year_state(user, year) if user.follows_the_year else []

    def search(self, user, text):
        events = Event.objects.visible_to(user).filter(title__icontains=text).select_related("community")
        return [
            Hit(event.title, event.get_absolute_url(), "活动", f"{event.when} {event.owner_name}")
            for event in events[:HITS]
        ]

    def gaps(self, street, year):
        told = chapter.worth_telling(street, year)
        return unwritten("大事记", told, link("activities:event-list", year=year))

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.chronicle_chapter(street, year)]

    def hand_over(self, predecessor, successor):
        """Events that are not closed, and open tasks."""
        closed = [Event.Status.CLOSED, Event.Status.CANCELLED]
        events = predecessor.events.exclude(status__in=closed)
        return events.update(responsible=successor) + Task.objects.hand_over(predecessor, successor)


def _year_state(user, year):
    events = Event.objects.visible_to(user).for_year(year)
    if user.community_id:
        events = own_level(events, user)
    listing = link("activities:event-list", year=year, status="took_place", community=user.community_id)
    # The street's own events count here, and not in 个十百千万, which adds up the communities.
    scope = "" if user.community_id else "（含街道本级）"
    figures = events.aggregate(
        done=Count("pk", filter=took_place()),
        planned=Count("pk", filter=is_counted()),
        times=Coalesce(Sum("attendances", filter=took_place()), 0),
    )
    target = _attendance_target(user, year)
    return [
        _fact(f"已开展活动{scope}", figures["done"], "场", figures["planned"], listing, year),
        _fact(f"参与人次{scope}", figures["times"], "人次", target, listing, year),
    ]


def _fact(label, value, unit, target, url, year):
    if not target:
        return Fact(label, value, unit, url=url)
    light = light_of(share_of(value, target), elapsed_share(year, timezone.localdate()))
    return Fact(label, value, unit, target=int(target), url=url, note=f"序时{light}", tone=TONES[light])


def _attendance_target(user, year):
    """The own community's 万人次, or the sum of all communities' plans."""
    rows = Target.objects.visible_to(user).filter(
        plan__year=year, kind=Target.Kind.PARTICIPANTS, plan__community__isnull=False
    )
    return rows.aggregate(total=Sum("value"))["total"] or 0
