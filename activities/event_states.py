"""The states of an event (活动状态), for the nouns below it that count events: themes and projects."""

from django.db import models
from django.db.models import Q


class EventStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    PLANNED = "planned", "待举办"
    HELD = "held", "已举办"
    CLOSED = "closed", "已办结"
    POSTPONED = "postponed", "已延期"
    CANCELLED = "cancelled", "已取消"


TOOK_PLACE = (EventStatus.HELD, EventStatus.CLOSED)  # closed or not
AHEAD = (EventStatus.PLANNED, EventStatus.POSTPONED)  # published and still to be held
OFF_THE_PLAN = (EventStatus.DRAFT, EventStatus.CANCELLED)  # not counted among the year's events


def took_place(prefix: str = "") -> Q:
    """The condition that an event took place, seen from a row that reaches it by `prefix` (`event__`)."""
    return Q(**{f"{prefix}status__in": TOOK_PLACE})


def is_counted(prefix: str = "") -> Q:
    """The condition that an event belongs to the year's plan: neither a draft nor cancelled."""
    return ~Q(**{f"{prefix}status__in": OFF_THE_PLAN})
