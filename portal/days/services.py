"""Verbs over 放假安排."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.days.models import Holiday

KEEPERS = ("officer", "admin")


def demand_keeper(user) -> None:
    """Raise PermissionDenied for whoever does not keep the arrangement."""
    if user.role not in KEEPERS:
        raise PermissionDenied("放假安排由街道文化员和系统管理员维护。")


def worked_days(holiday: Holiday, days: list[date]) -> list[Holiday]:
    """The rows, not yet saved, of the weekend days that are worked for the holiday (调休上班)."""
    work = Holiday.Kind.WORK
    return [
        Holiday(street_id=holiday.street_id, name=holiday.name, kind=work, first=day, last=day)
        for day in days
    ]


@transaction.atomic
def enter_holiday(*, holiday: Holiday, worked: list[date], by) -> Holiday:
    """Save one paragraph of the yearly notice: the days off and the weekend days worked for them."""
    demand_keeper(by)
    holiday.save()
    for row in worked_days(holiday, worked):
        row.save()
    return holiday
