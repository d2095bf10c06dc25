"""The states of an event (活动状态) and their groups, each once: also for the nouns below events, which count them
(themes, projects), and for the apps above."""

from django.db import models
from django.db.models import Q


class EventStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    PLANNED = "planned", "待举办"
    HELD = "held", "已举办"
    CLOSED = "closed", "已办结"
    POSTPONED = "postponed", "已延期"
    CANCELLED = "cancelled", "已取消"


class EventGroup(models.TextChoices):
    """What a list can be narrowed to beside the states themselves."""

    TOOK_PLACE = "took_place", "已举办或已办结"
    OVERDUE = "overdue", "过期未登记举办"  # published, past its day, and nobody said whether it was held


TOOK_PLACE = (EventStatus.HELD, EventStatus.CLOSED)  # closed or not
AHEAD = (EventStatus.PLANNED, EventStatus.POSTPONED)  # published and still to be held
OFF_THE_PLAN = (EventStatus.DRAFT, EventStatus.CANCELLED)  # not counted among the year's events
SETTLED = (EventStatus.CLOSED, EventStatus.CANCELLED)  # nothing is left to do

TONES = {
    EventStatus.DRAFT: "muted",
    EventStatus.PLANNED: "info",
    EventStatus.HELD: "warn",
    EventStatus.CLOSED: "good",
    EventStatus.POSTPONED: "warn",
    EventStatus.CANCELLED: "bad",
}


def took_place(prefix: str = "") -> Q:
    """The condition that an event took place, seen from a row that reaches it by `prefix` (`event__`)."""
    return Q(**{f"{prefix}status__in": TOOK_PLACE})


def is_counted(prefix: str = "") -> Q:
    """The condition that an event belongs to the year's plan: neither a draft nor cancelled."""
    return ~Q(**{f"{prefix}status__in": OFF_THE_PLAN})


def is_ahead(prefix: str = "") -> Q:
    """The condition that an event is published and still to be held."""
    return Q(**{f"{prefix}status__in": AHEAD})
