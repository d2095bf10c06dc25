"""Figures of events and of the communities' part in those of the street. Sources: indicators D1–D4."""

from django.db.models import Sum

from activities.event_states import EventGroup, EventStatus
from activities.events.models import Event, Participation
from portal.metrics import Figures, Group, by_owner, count_by_owner, metric, rows


def _events(street, year, until):
    """Events of the year that had begun by the end of `until`."""
    return Event.objects.filter(street=street).for_year(year).until(until)


@metric(
    "办结活动",
    unit="场",
    group=Group.EVENTS,
    rows=rows("activities:event-list", status=EventStatus.CLOSED),
    definition="本年度开展并已办结的活动场次。",
)
def events_closed(street, year, until) -> Figures:
    """Events of the year that are closed (已办结)."""
    return count_by_owner(_events(street, year, until).closed())


@metric(
    "开展活动",
    unit="场",
    group=Group.EVENTS,
    rows=rows("activities:event-list", status=EventGroup.TOOK_PLACE),
    definition="本年度已举办和已办结的活动场次。",
)
def events_held(street, year, until) -> Figures:
    """Events of the year that took place, closed or not."""
    return count_by_owner(_events(street, year, until).held())


@metric(
    "参与人次",
    unit="人次",
    group=Group.EVENTS,
    rows=rows("activities:event-list", status=EventGroup.TOOK_PLACE, sort="-attendances"),
    definition="本年度已举办和已办结活动的参与人次合计。",
)
def attendances(street, year, until) -> Figures:
    """人次 of the events that took place."""
    return by_owner(_events(street, year, until).held(), Sum("attendances"))


@metric(
    "缺席街道活动",
    unit="次",
    group=Group.REPORTING,
    rows=rows("activities:participation-list", state=Participation.State.ABSENT),
    definition="街道举办的活动中，未请假而没有参加的次数。",
)
def street_absences(street, year, until) -> Figures:
    """Unexcused absences from events of the street that took place."""
    held = Event.objects.filter(street=street).for_year(year).until(until).held()
    return count_by_owner(Participation.objects.filter(state=Participation.State.ABSENT, event__in=held))
