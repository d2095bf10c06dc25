"""The year and the moments that figures are counted by hand for."""

from datetime import date, datetime

from django.utils import timezone

YEAR = 2025
END = date(YEAR, 12, 31)


def at(month, day, hour=10, year=YEAR):
    return timezone.make_aware(datetime(year, month, day, hour))
